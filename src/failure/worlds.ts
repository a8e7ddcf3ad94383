import type { Cluster, Instance } from '../model/model.js'
import { patroniTags } from '../model/patroni-tags.js'
import type { PublishedService } from '../model/service.js'
import { distribute, type Serving } from './balance.js'
import { type Election, preferred, synchronousBefore } from './election.js'
import { type Failure, formerLeader, hasPatroni, isDown } from './failure.js'
import type { Quorum } from './quorum.js'
import { answers, type MemberState } from './rest-check.js'

/** One way in which a cluster may be after the failure has settled; which of several it is shows at run time. */
export interface World {
  readonly leader?: Instance
  /** The synchronous standby; absent where the leader has none. */
  readonly synchronous?: Instance
  /** Whether the members reach etcd. */
  readonly dcs: boolean
  readonly isUp: (instance: Instance) => boolean
}

/** Every way in which the cluster may be: each leader, each synchronous standby. Never empty. */
export function worldsOf(cluster: Cluster, failure: Failure, election: Election, { holds }: Quorum): readonly World[] {
  const isUp = (instance: Instance): boolean => !isDown(failure, instance)
  const common = { dcs: holds !== false, isUp }
  if (election.kind === 'none') return leaderless(cluster, failure, common)
  const leaders = election.kind === 'kept' ? [election.leader] : election.candidates
  const led = leaders.flatMap((leader): World[] => {
    if (leader.patroni?.synchronous !== true) return [{ ...common, leader }]
    const standbys = preferred(cluster.instances.filter((instance) => instance !== leader && isUp(instance) && hasPatroni(instance)))
    return standbys.length === 0 ? [{ ...common, leader }] : standbys.map((synchronous) => ({ ...common, leader, synchronous }))
  })
  return election.kind === 'perhaps' ? [...led, common] : led
}

/** Without a leader who was synchronous stays so in etcd. */
function leaderless(cluster: Cluster, failure: Failure, common: World): readonly World[] {
  const former = formerLeader(failure, cluster)
  if (former.patroni?.synchronous !== true) return [common]
  const before = synchronousBefore(cluster, former)
  const up = before.filter(common.isUp)
  return [...up.map((synchronous) => ({ ...common, synchronous })), ...(up.length < before.length || up.length === 0 ? [common] : [])]
}

/** What the Patroni of a member that is up says of itself. */
export function stateOf(instance: Instance, world: World): MemberState {
  const role = instance === world.leader ? leaderRole(instance.cluster) : 'replica'
  return {
    role,
    synchronous: instance === world.synchronous,
    dcs: world.dcs,
    tags: instance.patroni === undefined ? {} : patroniTags(instance, instance.patroni),
  }
}

/** The leader of a standby cluster follows the leader of another one. */
export function leaderRole({ primary }: Cluster): 'primary' | 'standby-leader' {
  return primary.upstream?.kind === 'cluster' ? 'standby-leader' : 'primary'
}

/** Who serves the service in this world, as every HAProxy that offers it sees it. */
export function serve(service: PublishedService, world: World): Serving {
  return distribute(service, ({ instance }) => passes(service.check, instance, world))
}

/** Whether HAProxy counts the member as up. */
export function passes(check: string, instance: Instance, world: World): boolean {
  return world.isUp(instance) && hasPatroni(instance) && answers(check, stateOf(instance, world))
}
