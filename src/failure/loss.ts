import type { Host } from '../model/model.js'
import type { ClusterOutcome } from './cluster-outcome.js'
import { type ServiceOutcome, servingInstances } from './services.js'
import type { SiteOutcome } from './site-outcome.js'

/** What can be lost, worst first. Outages come before what is merely worse than before. */
export const losses = {
  'cluster-down': { grade: 'outage', text: 'no member is up' },
  'no-primary': { grade: 'outage', text: 'nobody leads' },
  'writes-wait': { grade: 'outage', text: 'commits wait for ever: strict synchronous mode has no standby left' },
  'service-down': { grade: 'outage', text: 'no backend' },
  'vip-lost': { grade: 'outage', text: 'nobody holds the VIP' },
  'dns-astray': { grade: 'outage', text: 'the DNS name does not lead to the leader' },
  'quorum-lost': { grade: 'outage', text: 'etcd has no majority: no failover anywhere' },
  'stream-lost': { grade: 'degraded', text: 'the standby cluster receives nothing more' },
  'backups-lost': { grade: 'degraded', text: 'the backups taken so far are out of reach' },
  'backups-stop': { grade: 'degraded', text: 'nobody takes backups' },
  'offline-down': { grade: 'degraded', text: 'no backend for offline queries' },
  'offline-on-primary': { grade: 'degraded', text: 'offline queries run on the primary' },
  'reads-on-primary': { grade: 'degraded', text: 'only the primary is left for reads' },
  'reads-shared': { grade: 'degraded', text: 'the primary takes a share of the reads' },
  'dns-gone': { grade: 'degraded', text: 'no name server is left' },
  'monitoring-gone': { grade: 'degraded', text: 'nobody scrapes metrics' },
  'alerts-gone': { grade: 'degraded', text: 'nobody sends alerts' },
  'logs-gone': { grade: 'degraded', text: 'nobody keeps logs' },
} as const satisfies Record<string, { grade: Grade; text: string }>

export type Grade = 'outage' | 'degraded'
export type LossCode = keyof typeof losses

export interface Loss {
  readonly code: LossCode
  /** Absent for what all clusters share. */
  readonly cluster?: string
  /** As defined: replica. */
  readonly service?: string
  /** `perhaps`: which of several ways it goes shows at run time. */
  readonly certain: 'yes' | 'perhaps'
  /** Why, where the code does not say it all. */
  readonly why?: string
}

/** What one outcome of the site has less than another. */
export function siteLosses(before: SiteOutcome, after: SiteOutcome): readonly Loss[] {
  const gone = (code: LossCode, part: 'dns' | 'metrics' | 'alerts' | 'logs'): Loss[] =>
    before[part].up.length > 0 && after[part].up.length === 0 ? [{ code, certain: 'yes' }] : []
  return [
    ...(before.quorum.holds === true && after.quorum.holds === false ? [{ code: 'quorum-lost', certain: 'yes' } as const] : []),
    ...gone('dns-gone', 'dns'),
    ...gone('monitoring-gone', 'metrics'),
    ...gone('alerts-gone', 'alerts'),
    ...gone('logs-gone', 'logs'),
  ]
}

/** What one outcome of a cluster has less than another. */
export function clusterLosses(before: ClusterOutcome, after: ClusterOutcome): readonly Loss[] {
  const cluster = before.cluster.name
  const found: Loss[] = []
  const add = (code: LossCode, certain: boolean, more: { service?: string; why?: string } = {}): void => {
    found.push({ code, cluster, certain: certain ? 'yes' : 'perhaps', ...more })
  }
  const { election } = after
  if (election.kind === 'none') {
    if (election.why === 'all-down') add('cluster-down', true)
    else add('no-primary', true, { why: noLeader[election.why] })
  } else if (election.kind === 'perhaps') add('no-primary', false, { why: 'it depends on who was the synchronous standby' })
  if (after.writesWait !== 'no' && before.writesWait === 'no') add('writes-wait', after.writesWait === 'yes')
  if (after.up.length > 0) found.push(...serviceLosses(before, after), ...wayLosses(before, after))
  if (after.source?.up === 'no' && before.source?.up === 'yes') add('stream-lost', true, { why: `it follows ${after.source.host}, whoever leads there` })
  const { backup } = after
  if (before.leaderRole === 'primary' && before.backup.repository?.up === 'yes' && backup.repository !== undefined && backup.repository.up !== 'yes')
    add('backups-lost', backup.repository.up === 'no', {
      why: backup.repository.kind === 'local' ? 'they are on the host of the former leader' : `the store ${backup.repository.method} is down`,
    })
  if (!before.backup.mayStop && (backup.mayStop || (backup.repository?.kind === 'store' && backup.repository.up === 'no')))
    add('backups-stop', backup.takers.length === 0 || backup.repository?.up === 'no')
  return found
}

/** A service whose hosts all look the same is looked at as a whole. */
function serviceLosses(before: ClusterOutcome, after: ClusterOutcome): readonly Loss[] {
  const names = [...new Set(before.services.map(({ service }) => service.name))]
  return names.flatMap((name): Loss[] => {
    const of = ({ services }: ClusterOutcome): readonly ServiceOutcome[] => services.filter(({ service }) => service.name === name)
    const [then, now] = [of(before).filter(works), of(after)]
    if (then.length === 0) return []
    const loss = { cluster: before.cluster.name, service: name }
    const open = now.filter((one) => one.open.length > 0)
    const down: LossCode = then.every(isOffline) ? 'offline-down' : 'service-down'
    if (open.length === 0) return [{ ...loss, code: down, certain: 'yes', why: 'no host that offers it is up' }]
    const downs = open.map(({ serving }) => serving.filter(({ to }) => to.servers.length === 0).length / serving.length)
    if (downs.some((part) => part > 0)) return [{ ...loss, code: down, certain: downs.every((part) => part === 1) ? 'yes' : 'perhaps' }]
    return leaderLoss(then, open, before, loss)
  })
}

/** A service that did not lead to the primary, and does so now. */
function leaderLoss(then: readonly ServiceOutcome[], now: readonly ServiceOutcome[], before: ClusterOutcome, loss: Pick<Loss, 'cluster' | 'service'>): Loss[] {
  if (then.some((one) => servingInstances(one).has(before.former))) return []
  const cases = now.flatMap(({ serving }) =>
    serving.flatMap(({ worlds, to }) =>
      worlds.map(({ leader }) => ({ led: to.servers.some(({ instance }) => instance === leader), alone: to.servers.length === 1 })),
    ),
  )
  const led = cases.filter((one) => one.led)
  if (led.length === 0) return []
  const offline = then.every((one) => isOffline(one))
  const alone = led.some((one) => one.alone)
  const code = !alone ? 'reads-shared' : offline ? 'offline-on-primary' : 'reads-on-primary'
  return [{ ...loss, code, certain: led.length === cases.length && led.every((one) => one.alone === alone) ? 'yes' : 'perhaps' }]
}

/** Made for members that stay away from daily work. */
function isOffline({ service }: ServiceOutcome): boolean {
  const active = service.servers.filter(({ backup }) => !backup)
  return service.name === 'offline' || (active.length > 0 && active.every(({ instance }) => instance.role === 'offline'))
}

function works({ open, serving }: ServiceOutcome): boolean {
  return open.length > 0 && serving.every(({ to }) => to.servers.length > 0)
}

/** The ways to the leader: its VIP and its name. */
function wayLosses({ cluster: { name }, vip, dns }: ClusterOutcome, after: ClusterOutcome): readonly Loss[] {
  const found: Loss[] = []
  if (vip !== undefined && !vip.mayBeLost && !vip.uncertain && after.vip !== undefined && (after.vip.mayBeLost || after.vip.uncertain))
    found.push({
      code: 'vip-lost',
      cluster: name,
      certain: after.vip.holders.length === 0 ? 'yes' : 'perhaps',
      ...(after.vip.uncertain ? { why: 'vip-manager cannot read the leader key' } : {}),
    })
  if (dns?.leads === 'yes' && after.dns !== undefined && after.dns.leads !== 'yes' && after.election.kind !== 'none')
    found.push({
      code: 'dns-astray',
      cluster: name,
      certain: after.dns.leads === 'no' ? 'yes' : 'perhaps',
      why: `${dns.name} is always ${hostText(dns.host)}`,
    })
  return found
}

function hostText(host: Host | undefined): string {
  return host?.address.text ?? 'an address'
}

/** Why nobody leads, as the end of a sentence. */
export const noLeader = {
  'all-down': 'no member is up',
  'no-patroni': 'the members have no Patroni, so nothing fails over',
  paused: 'Patroni is in maintenance mode and waits for patronictl failover',
  'no-quorum': 'etcd has no majority, so nobody can take the leader key',
  demoted: 'etcd has no majority and the leader does not reach all members, so it steps down',
  'no-candidate': 'every member that is up is tagged nofailover',
  'not-synchronous': 'no member that is up was a synchronous standby',
} as const

/** The order in which losses are told: worst first, then by cluster and service. */
export const lossRank: ReadonlyMap<string, number> = new Map(Object.keys(losses).map((code, index) => [code, index]))

/** What makes two losses the same. */
export function lossKey({ code, cluster = '', service = '', certain, why = '' }: Loss): string {
  return [code, cluster, service, certain, why].join('\n')
}
