import type { Cluster, Instance, Model } from '../model/model.js'
import type { PublishedService } from '../model/service.js'
import { grouped } from '../source/grouped.js'
import { type BackupOutcome, backupOf } from './backup.js'
import { type DnsOutcome, dnsOf } from './dns.js'
import { type Election, elect, isPaused } from './election.js'
import { type Failure, formerLeader, isDown } from './failure.js'
import { quorumOf } from './quorum.js'
import { type ServiceOutcome, serviceOutcomes } from './services.js'
import { type SourceOutcome, sourceOf } from './source.js'
import { type VipOutcome, vipOf } from './vip.js'
import { leaderRole, type World, worldsOf } from './worlds.js'

/** What becomes of one cluster after a failure. */
export interface ClusterOutcome {
  readonly cluster: Cluster
  /** Who led before. */
  readonly former: Instance
  readonly leaderRole: 'primary' | 'standby-leader'
  readonly up: readonly Instance[]
  readonly down: readonly Instance[]
  readonly election: Election
  /** Every way in which it may be. */
  readonly worlds: readonly World[]
  readonly paused: boolean
  /** Whether commits wait for ever, since strict synchronous mode has no standby left: in every world, in some, in none. */
  readonly writesWait: 'yes' | 'perhaps' | 'no'
  readonly services: readonly ServiceOutcome[]
  /** Absent where the cluster has none. */
  readonly vip?: VipOutcome
  readonly dns?: DnsOutcome
  readonly backup: BackupOutcome
  /** Absent where it is no standby cluster. */
  readonly source?: SourceOutcome
}

/** Pure; `services` are those of the cluster, as `servicesOf` gives them. */
export function clusterOutcome(model: Model, cluster: Cluster, services: readonly PublishedService[], failure: Failure): ClusterOutcome {
  const quorum = quorumOf(model, failure)
  const election = elect(cluster, failure, quorum)
  const worlds = worldsOf(cluster, failure, election, quorum)
  const vip = vipOf(cluster, worlds)
  const dns = dnsOf(model, cluster, worlds, failure)
  const source = sourceOf(model, cluster, failure)
  const waiting = worlds.filter((world) => writesWait(cluster, world)).length
  return {
    cluster,
    former: formerLeader(failure, cluster),
    leaderRole: leaderRole(cluster),
    up: cluster.instances.filter((instance) => !isDown(failure, instance)),
    down: cluster.instances.filter((instance) => isDown(failure, instance)),
    election,
    worlds,
    paused: isPaused(cluster),
    writesWait: waiting === 0 ? 'no' : waiting === worlds.length ? 'yes' : 'perhaps',
    services: serviceOutcomes(services, worlds, failure),
    ...(vip === undefined ? {} : { vip }),
    ...(dns === undefined ? {} : { dns }),
    backup: backupOf(model, cluster, worlds, failure),
    ...(source === undefined ? {} : { source }),
  }
}

/** A standby leader takes no writes. */
function writesWait(cluster: Cluster, { leader, synchronous }: World): boolean {
  return leader?.patroni?.synchronousStrict === true && synchronous === undefined && leaderRole(cluster) === 'primary'
}

/** The services of each cluster, in the order of the model. */
export function servicesByCluster({ services }: Model): ReadonlyMap<Cluster, readonly PublishedService[]> {
  return grouped(services, ({ cluster }) => cluster)
}
