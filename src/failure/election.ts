import type { Cluster, Instance } from '../model/model.js'
import { type Failure, formerLeader, hasPatroni, isDown } from './failure.js'
import type { Quorum } from './quorum.js'

/** Why a cluster is left without a leader. */
export type NoLeader =
  /** No member is up. */
  | 'all-down'
  /** Nothing here fails over: the members have no Patroni. */
  | 'no-patroni'
  /** Maintenance mode: Patroni waits for an order. */
  | 'paused'
  /** No majority in etcd, so nobody can take the leader key. */
  | 'no-quorum'
  /** No majority in etcd, and the leader cannot reach all members, so it steps down. */
  | 'demoted'
  /** Those that are up are tagged nofailover. */
  | 'no-candidate'
  /** In synchronous mode only a synchronous standby may be promoted, and none is up. */
  | 'not-synchronous'

/** Who leads after the failure. */
export type Election =
  /** The leader is up and stays; `failsafe` says that it does so without etcd, since it reaches all members. */
  | { readonly kind: 'kept'; readonly leader: Instance; readonly failsafe: boolean }
  /** One of these takes over: the one that has most WAL at run time. Never empty. */
  | { readonly kind: 'elected'; readonly candidates: readonly Instance[] }
  /** One of these if it was the synchronous standby; nobody if that one is down, too. Never empty. */
  | { readonly kind: 'perhaps'; readonly candidates: readonly Instance[] }
  | { readonly kind: 'none'; readonly why: NoLeader }

/**
 * What Patroni does. It promotes who has no tag nofailover and lags no more than maximum_lag_on_failover, which is known at run time only; in
 * synchronous mode only who was synchronous before. failsafe_mode is on in every cluster. Source: Patroni's documentation of these modes.
 */
export function elect(cluster: Cluster, failure: Failure, quorum: Quorum): Election {
  const leader = formerLeader(failure, cluster)
  const up = cluster.instances.filter((instance) => !isDown(failure, instance))
  if (up.length === 0) return { kind: 'none', why: 'all-down' }
  if (!isDown(failure, leader)) return keep(leader, up.length === cluster.instances.length, quorum)
  if (!hasPatroni(leader) || !up.some(hasPatroni)) return { kind: 'none', why: 'no-patroni' }
  if (quorum.holds === false) return { kind: 'none', why: 'no-quorum' }
  if (isPaused(cluster)) return { kind: 'none', why: 'paused' }
  const candidates = up.filter(mayLead)
  if (candidates.length === 0) return { kind: 'none', why: 'no-candidate' }
  if (leader.patroni?.synchronous !== true) return { kind: 'elected', candidates }
  const synchronous = synchronousBefore(cluster, leader)
  const rest = candidates.filter((candidate) => synchronous.includes(candidate))
  if (rest.length === 0) return { kind: 'none', why: 'not-synchronous' }
  return { kind: synchronous.some((instance) => isDown(failure, instance)) ? 'perhaps' : 'elected', candidates: rest }
}

/** In maintenance mode the leader stays whatever etcd does. */
function keep(leader: Instance, whole: boolean, { holds }: Quorum): Election {
  if (holds !== false || !hasPatroni(leader) || isPaused(leader.cluster)) return { kind: 'kept', leader, failsafe: false }
  return whole ? { kind: 'kept', leader, failsafe: true } : { kind: 'none', why: 'demoted' }
}

/** `patronictl pause` acts on the cluster as a whole. */
export function isPaused({ primary }: Cluster): boolean {
  return primary.patroni?.mode === 'pause'
}

/** Whether Patroni ever promotes it. */
export function mayLead(instance: Instance): boolean {
  return hasPatroni(instance) && instance.patroni?.noFailover === false
}

/** Of these one is synchronous while all members are up: the leader prefers who may be promoted. */
export function synchronousBefore({ instances }: Cluster, leader: Instance): readonly Instance[] {
  return preferred(instances.filter((instance) => instance !== leader && hasPatroni(instance)))
}

/** Those of which Patroni picks its synchronous standby. */
export function preferred(others: readonly Instance[]): readonly Instance[] {
  const able = others.filter(mayLead)
  return able.length > 0 ? able : others
}
