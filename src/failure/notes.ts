import type { ClusterOutcome } from './cluster-outcome.js'
import { mayLead, synchronousBefore } from './election.js'
import { type Failure, isDown } from './failure.js'
import { noLeader } from './loss.js'
import { asksRunTime, asksSynchronous } from './rest-check.js'

/** What is left to run time, or taken for granted: sentences without a final dot, none where there is nothing to say. */
export function notesOf(outcome: ClusterOutcome, failure: Failure): readonly string[] {
  const { cluster, election, former, services } = outcome
  const { patroni } = former
  const notes: string[] = []
  if (failure.primaries.has(cluster) && patroni?.noFailover === true)
    notes.push(`${former.name} is tagged nofailover: Patroni never promotes it by itself, nor by an order`)
  if (election.kind === 'elected' || election.kind === 'perhaps') {
    notes.push(
      election.candidates.length > 1
        ? `which of ${election.candidates.map(({ name }) => name).join(', ')} shows at run time: the one with most WAL`
        : `${election.candidates[0]?.name} takes over only if its data is whole and its watchdog works`,
    )
    if (patroni?.synchronous !== true && patroni !== undefined)
      notes.push(`who lags more than ${patroni.maximumLag} bytes (pg_rpo) is not promoted; how far a replica lags is known at run time`)
    else
      notes.push(
        `only who was the synchronous standby is promoted: one of ${synchronousBefore(cluster, former)
          .map(({ name }) => name)
          .join(', ')}`,
      )
    if (outcome.leaderRole === 'primary') notes.push(`until then, for about ${former.rto.ttl} s (ttl) and a few checks, nobody takes writes`)
  }
  if (election.kind === 'kept' && election.failsafe)
    notes.push('without a majority of etcd the leader stays as long as it reaches every member (failsafe_mode); nobody can take over')
  if (election.kind === 'none' && election.why === 'demoted')
    notes.push(`a member that was gone long before etcd (more than ttl, ${former.rto.ttl} s) does not count: then the leader stays`)
  if (outcome.leaderRole === 'standby-leader' && services.some(({ service }) => /^\/($|\?|primary|read-write)/.test(service.check)))
    notes.push('a standby cluster has no primary: a check for one passes nowhere')
  if (outcome.paused) notes.push('patroni_mode is pause: no automatic failover')
  if (cluster.mode === 'citus')
    notes.push(`group ${cluster.group} of ${cluster.shard} (${cluster.group === 0 ? 'the coordinator' : 'workers'}); each group has a leader of its own`)
  if (outcome.vip?.uncertain) notes.push('vip-manager cannot read the leader key without etcd: whether the VIP stays where it is shows at run time')
  if (services.some(({ service }) => asksRunTime(service.check))) notes.push('a check asks for the lag: replicas are taken as without lag')
  if (services.some(({ service }) => asksSynchronous(service.check)) && patroni?.synchronous !== true)
    notes.push('a check asks for synchronous standbys, and the cluster is asynchronous: there are none')
  const silent = outcome.up.filter((instance) => instance !== former && !mayLead(instance) && instance.patroni?.noFailover)
  if (election.kind !== 'kept' && silent.length > 0) notes.push(`${silent.map(({ name }) => name).join(', ')}: tagged nofailover, never the leader`)
  return notes
}

/** Who leads, in words: the end of `leader: `. */
export function leaderText({ election, leaderRole, former }: ClusterOutcome, failure: Failure): string {
  const role = leaderRole === 'primary' ? '' : ', the standby leader'
  switch (election.kind) {
    case 'kept':
      return `${election.leader.name}${role}${election.failsafe ? ', without etcd' : ''}`
    case 'elected':
      return `${election.candidates.map(({ name }) => name).join(' or ')}${role}, instead of ${former.name}`
    case 'perhaps':
      return `perhaps ${election.candidates.map(({ name }) => name).join(' or ')}${role}, perhaps nobody`
    case 'none':
      return `nobody: ${noLeader[election.why]}${isDown(failure, former) ? ` (${former.name} led)` : ''}`
  }
}
