import type { HbaRule } from '../model/hba.js'
import { matchAddress } from '../model/hba-match.js'
import { sameItems } from '../model/made.js'
import type { Cluster } from '../model/model.js'
import { Remembered } from '../model/remembered.js'
import type { PublishedService } from '../model/service.js'
import { grouped } from '../source/grouped.js'
import { isHbaRecord } from '../syntax/hba.js'
import { defineCheck, type Finding } from './check.js'

/** A denial by address that clients go around through HAProxy: the server sees the proxy's address instead of theirs (KD-81). */
export const hbaRejectBypassed = defineCheck({
  code: 'hba-reject-bypassed',
  severity: 'warning',
  summary: 'denial by address that does not hold for clients of a service',
  hint: 'refuse those clients before HAProxy: with a firewall, or with an ACL of its own',
  *run(model) {
    const denying = model.clusters.flatMap((cluster) => {
      const denials = denialsOf(cluster)
      return denials.server.length + denials.pool.length === 0 ? [] : [{ cluster, denials }]
    })
    if (denying.length === 0) return
    const theirs = new Set(denying.map(({ cluster }) => cluster))
    // Other machines do not come to the loopback.
    const offered = grouped(
      model.services.filter((service) => theirs.has(service.cluster) && isReachable(service)),
      ({ cluster }) => cluster,
    )
    for (const { cluster, denials } of denying) {
      const services = offered.get(cluster) ?? []
      const known = before.get(cluster)
      const found = known !== undefined && sameItems(known.services, services) ? known.found : [...findings(denials, services)]
      before.set(cluster, { services, found })
      yield* found
    }
  },
})

/** What was found of a cluster, and with which services. */
const before = new WeakMap<Cluster, { readonly services: readonly PublishedService[]; readonly found: readonly Finding[] }>()

function* findings(denials: Denials, services: readonly PublishedService[]): Iterable<Finding> {
  const pooled = services.filter(({ servers }) => servers.some(({ target }) => target === 'pgbouncer'))
  for (const rule of denials.server) yield* ofRule(rule, services, 'the server')
  for (const rule of denials.pool) yield* ofRule(rule, pooled, 'the pool')
}

/** The rules that deny somebody, each once: members have most rules in common. */
type Denials = Readonly<Record<'server' | 'pool', readonly HbaRule[]>>

const ofCluster = new Remembered<Denials>()

function denialsOf(cluster: Cluster): Denials {
  return ofCluster.from(cluster, ({ instances }) => ({
    server: [...new Set(instances.flatMap(({ hba = [] }) => hba))].filter(denies),
    pool: [...new Set(instances.flatMap(({ pool }) => pool?.hba ?? []))].filter(denies),
  }))
}

function isReachable({ address }: PublishedService): boolean {
  return address !== '::1' && !address.startsWith('127.')
}

function denies({ lines }: HbaRule): boolean {
  return lines.some(({ entry }) => isHbaRecord(entry) && entry.method === 'reject')
}

function* ofRule({ title, source, lines }: HbaRule, services: readonly PublishedService[], reader: string): Iterable<Finding> {
  const denials = lines.flatMap(({ entry, at }) =>
    isHbaRecord(entry) && entry.method === 'reject' && entry.address !== undefined ? [{ address: entry.address, at }] : [],
  )
  const [first] = denials
  if (first === undefined) return
  const around = services.filter(({ host }) => denials.every(({ address }) => matchAddress(address, host.address) === 'no'))
  const names = [...new Set(around.map(({ proxy }) => proxy))].sort()
  if (names.length > 0)
    yield {
      at: first.at,
      message: `${source}${title === undefined ? '' : ` (${title})`} denies clients by their address, and they get around it through ${names.join(', ')}: there ${reader} sees the address of HAProxy`,
    }
}
