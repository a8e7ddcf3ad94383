import type { Cluster, Host, Instance, Model } from '../model/model.js'
import type { PublishedService } from '../model/service.js'
import { compare } from '../source/compare.js'
import { backupOf } from './backup.js'
import { type ClusterOutcome, clusterOutcome, servicesByCluster } from './cluster-outcome.js'
import { type Failure, nothingFails } from './failure.js'
import { clusterLosses, type Loss, lossKey, lossRank, siteLosses } from './loss.js'
import { type SiteOutcome, siteOutcome } from './site-outcome.js'
import { sourceOf } from './source.js'

/** What can fail: a host, or one instance where its host has several. */
export type Unit = { readonly kind: 'host'; readonly host: Host } | { readonly kind: 'instance'; readonly instance: Instance }

/** What is lost, and each set of units whose failure at the same moment costs it. All sets of one consequence have one size. */
export interface Consequence {
  readonly loss: Omit<Loss, 'cluster' | 'service'>
  /** By cluster, then service; empty for what all clusters share. */
  readonly subjects: readonly Pick<Loss, 'cluster' | 'service'>[]
  readonly failures: readonly (readonly Unit[])[]
}

export interface Whatif {
  readonly units: readonly Unit[]
  /** How many failures were looked at: every single one, and every pair. */
  readonly singles: number
  readonly doubles: number
  /** Singles before doubles, worst first. A pair is listed only with what it costs beyond its two singles. */
  readonly consequences: readonly Consequence[]
}

/**
 * Every single and every double failure, and what each loses against a site where all is well. A loss of a cluster depends on some units only, so
 * pairs of others add nothing to their singles and are not computed. Pure; 30 hosts take some milliseconds.
 *
 * @example
 * ```ts
 * import { check, Source, whatif } from 'pgcompile/core'
 *
 * const inventory = new Source('inventory.yml', `
 * all:
 *   children:
 *     infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }
 *     etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }
 *     pg-shop:
 *       hosts: { 10.0.0.1: { pg_seq: 1, pg_role: primary }, 10.0.0.2: { pg_seq: 2, pg_role: replica } }
 *       vars: { pg_cluster: pg-shop }
 * `)
 * const { model } = check({ inventories: [inventory] })
 * const { consequences } = model ? whatif(model, 1) : { consequences: [] }
 * const outage = consequences.find(({ loss }) => loss.code === 'no-primary')
 * console.log(outage?.failures.map((units) => units.map((unit) => (unit.kind === 'host' ? unit.host.name : unit.instance.name))))
 * // => [ [ '10.0.0.1' ] ]
 * ```
 */
export function whatif(model: Model, most: 1 | 2 = 2): Whatif {
  const units = unitsOf(model)
  const found = new Map<string, { loss: Loss; failures: Unit[][] }>()
  const note = (losses: readonly Loss[], failed: Unit[]): void => {
    for (const loss of losses) {
      const key = `${failed.length}\n${lossKey(loss)}`
      const same = found.get(key)
      if (same === undefined) found.set(key, { loss, failures: [failed] })
      else same.failures.push(failed)
    }
  }
  for (const { relevant, losses } of scopesOf(model, units)) {
    const singles = relevant.map((unit) => losses(failureOf([unit])))
    relevant.forEach((unit, index) => {
      note(singles[index] ?? [], [unit])
    })
    if (most === 2)
      relevant.forEach((first, index) => {
        for (let other = index + 1; other < relevant.length; other++) {
          const second = relevant[other]
          if (second === undefined || overlap(first, second)) continue
          const known = new Set([...(singles[index] ?? []), ...(singles[other] ?? [])].map(gist))
          note(
            losses(failureOf([first, second])).filter((loss) => !known.has(gist(loss)) && !known.has(gist({ ...loss, certain: 'yes' }))),
            [first, second],
          )
        }
      })
  }
  const pairs = most === 2 ? units.flatMap((first, index) => units.slice(index + 1).filter((second) => !overlap(first, second))).length : 0
  return { units, singles: units.length, doubles: pairs, consequences: fold([...found.values()]) }
}

/** What makes a loss more than another one: its reason does not. */
function gist(loss: Loss): string {
  return lossKey({
    code: loss.code,
    certain: loss.certain,
    ...(loss.cluster === undefined ? {} : { cluster: loss.cluster }),
    ...(loss.service === undefined ? {} : { service: loss.service }),
  })
}

/** A part of the site with the units that matter to it. */
interface Scope {
  readonly relevant: readonly Unit[]
  losses(failure: Failure): readonly Loss[]
}

function scopesOf(model: Model, units: readonly Unit[]): readonly Scope[] {
  const { etcd, infra } = model.site
  const shared = new Set([...etcd, ...infra])
  const services = servicesByCluster(model)
  const calm: SiteOutcome = siteOutcome(model, nothingFails)
  return [
    { relevant: units.filter((unit) => unit.kind === 'host' && shared.has(unit.host)), losses: (failure) => siteLosses(calm, siteOutcome(model, failure)) },
    ...model.clusters.map((cluster): Scope => {
      const offered = services.get(cluster) ?? []
      const before: ClusterOutcome = clusterOutcome(model, cluster, offered, nothingFails)
      const { hosts, instances } = relevantTo(model, cluster, offered)
      return {
        relevant: units.filter((unit) => (unit.kind === 'host' ? hosts.has(unit.host) : instances.has(unit.instance))),
        losses: (failure) => clusterLosses(before, clusterOutcome(model, cluster, offered, failure)),
      }
    }),
  ]
}

/** Its members and what they follow, the hosts that offer its services, etcd, and its repository. */
function relevantTo(model: Model, cluster: Cluster, offered: readonly PublishedService[]): { hosts: ReadonlySet<Host>; instances: ReadonlySet<Instance> } {
  const source = sourceOf(model, cluster, nothingFails)?.instance
  const instances = new Set([...cluster.instances, ...(source === undefined ? [] : [source])])
  const { repository } = backupOf(model, cluster, [], nothingFails)
  const hosts = [...[...instances].map(({ host }) => host), ...offered.map(({ host }) => host), ...model.site.etcd, ...(repository?.hosts ?? [])]
  return { hosts: new Set(hosts), instances }
}

/** Every host, in the order of the model; behind each its instances where it has several. */
export function unitsOf({ hosts, clusters }: Model): readonly Unit[] {
  const byHost = new Map<Host, Instance[]>()
  for (const instance of clusters.flatMap(({ instances }) => instances)) byHost.set(instance.host, [...(byHost.get(instance.host) ?? []), instance])
  return hosts.flatMap((host): Unit[] => {
    const instances = byHost.get(host) ?? []
    return [{ kind: 'host', host }, ...(instances.length > 1 ? instances.map((instance): Unit => ({ kind: 'instance', instance })) : [])]
  })
}

/** A host with one of its own instances is just the host. */
export function overlap(a: Unit, b: Unit): boolean {
  return (
    (a.kind === 'host' && b.kind === 'instance' && b.instance.host === a.host) || (b.kind === 'host' && a.kind === 'instance' && a.instance.host === b.host)
  )
}

export function failureOf(units: readonly Unit[]): Failure {
  return {
    hosts: new Set(units.flatMap((unit) => (unit.kind === 'host' ? [unit.host] : []))),
    instances: new Set(units.flatMap((unit) => (unit.kind === 'instance' ? [unit.instance] : []))),
    primaries: new Map(),
  }
}

/** Losses that the same failures cost are one consequence. */
function fold(found: readonly { loss: Loss; failures: Unit[][] }[]): readonly Consequence[] {
  const groups = new Map<string, { loss: Consequence['loss']; subjects: Pick<Loss, 'cluster' | 'service'>[]; failures: Unit[][] }>()
  for (const { loss, failures } of found) {
    const { cluster, service, ...rest } = loss
    const subject = { ...(cluster === undefined ? {} : { cluster }), ...(service === undefined ? {} : { service }) }
    const key = `${lossKey(rest)}\n${failures.map((failed) => failed.map(unitName).join('+')).join()}`
    const same = groups.get(key)
    if (same === undefined) groups.set(key, { loss: rest, subjects: cluster === undefined ? [] : [subject], failures })
    else same.subjects.push(subject)
  }
  const rank = ({ loss, failures: [first = []] }: Consequence): number =>
    first.length * 1000 + (lossRank.get(loss.code) ?? 0) * 2 + (loss.certain === 'yes' ? 0 : 1)
  const name = ({ subjects: [first] }: Consequence): string => `${first?.cluster ?? ''}-${first?.service ?? ''}`
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || compare(name(a), name(b)))
}

/** Its name in the inventory. */
export function unitName(unit: Unit): string {
  return unit.kind === 'host' ? unit.host.name : unit.instance.name
}
