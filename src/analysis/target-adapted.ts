import { components } from '../compat/components.js'
import { asksTheServer } from '../compat/patroni.js'
import { lifetimeOf, understands } from '../compat/understands.js'
import type { Cluster, Host, Instance, Model } from '../model/model.js'
import { Remembered } from '../model/remembered.js'
import { defineCheck } from './check.js'

/** What is done for a reason: its names, each once. */
type Changes = Map<string, Set<string>>

/** By the name of a platform, with the first host that has it. */
type Platforms = Map<string, { readonly first: Host; readonly changes: Changes }>

/** What nobody asked for and the target cannot do is left out, or done in another way: the list, once for each platform. */
export const targetAdapted = defineCheck({
  code: 'target-adapted',
  severity: 'note',
  summary: 'defaults that the programs of the target do not have',
  hint: 'where the machines have a newer version, say so: patroni_version, pgbouncer_version, pgbackrest_version, vip_manager_version, etcd_version ...',
  *run(model) {
    const platforms: Platforms = new Map()
    for (const cluster of model.clusters)
      for (const { first, changes } of ofCluster.from(cluster, (own) => [...platformsOf(own).values()])) {
        const all = changesFor(first, platforms)
        for (const [reason, names] of changes) for (const name of names) add(all, reason, name)
      }
    for (const host of model.site.etcd) collectGateway(host, model, changesFor(host, platforms))
    for (const { first, changes } of platforms.values())
      if (changes.size > 0) yield { at: first.platform.at, message: `for ${first.platform.name}: ${[...changes].map(sentence).join('; ')}` }
  },
})

const ofCluster = new Remembered<readonly { readonly first: Host; readonly changes: Changes }[]>()

function platformsOf({ instances }: Cluster): Platforms {
  const platforms: Platforms = new Map()
  const seen = new Set<string>()
  for (const instance of instances) {
    const { name, versions } = instance.host.platform
    const pooler = `${name}\0${versions.pgbouncer}`
    if (instance.pool !== undefined && !seen.has(pooler)) {
      seen.add(pooler)
      collectPool(instance.host, changesFor(instance.host, platforms))
    }
    collect(instance, platforms)
  }
  return platforms
}

function changesFor(host: Host, platforms: Platforms): Changes {
  const known = platforms.get(host.platform.name) ?? { first: host, changes: new Map() }
  platforms.set(host.platform.name, known)
  return known.changes
}

const none: readonly string[] = []

function collectPool({ platform }: Host, changes: Changes): void {
  for (const option of Object.keys(components.pgbouncer.options)) {
    const { dispensable, since } = lifetimeOf('pgbouncer', option)
    if (dispensable && !understands(platform, 'pgbouncer', option)) add(changes, `left out, new in PgBouncer ${since}`, option)
  }
}

function collect({ host, patroni, backup, dcs }: Instance, platforms: Platforms): void {
  const [settings, options] = [patroni?.tuning.lost ?? none, backup?.lost ?? none]
  if (settings.length + options.length === 0 && dcs.api !== 'etcd') return
  const changes = changesFor(host, platforms)
  for (const setting of settings) add(changes, `left out, which Patroni passes on from ${asksTheServer.since}`, setting)
  for (const option of options) {
    const { since } = lifetimeOf('pgbackrest', `repo-${option}`)
    add(changes, `left out, new in pgBackRest ${since}`, `repo1-${option}`)
  }
  if (dcs.api === 'etcd') add(changes, 'for vip-manager, which reads v3 from 2.0', 'v2 API of etcd')
}

function collectGateway({ platform }: Host, { clusters }: Model, changes: Changes): void {
  const wanted = clusters.some(({ instances }) => instances.some(({ dcs }) => dcs.api === 'etcd3'))
  if (wanted && !understands(platform, 'etcd', 'gRPC gateway without being asked for'))
    add(changes, 'set, which etcd 3.5 does by itself', 'enable-grpc-gateway')
}

function add(changes: Changes, reason: string, name: string): void {
  changes.set(reason, (changes.get(reason) ?? new Set()).add(name))
}

function sentence([reason, names]: readonly [string, ReadonlySet<string>]): string {
  return `${[...names].join(', ')} ${reason}`
}
