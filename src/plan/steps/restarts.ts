import { quoteShell } from '../../emit/quote/shell.js'
import type { Instance } from '../../model/model.js'
import { patronictl, query, systemctl, waitFor } from './commands.js'
import { because, type Need, type UnitNeed } from './needs.js'
import { isPrimary } from './scene.js'
import type { Part } from './step.js'

/** True once WAL came from the primary. */
export const follows = 'SELECT pg_last_wal_receive_lsn() IS NOT NULL'

export interface MemberNeeds {
  readonly instance: Instance
  readonly needs: readonly Need[]
  readonly units: ReadonlyMap<string, UnitNeed>
}

/** Patroni itself: in maintenance mode the server runs on without it. */
export function serviceSteps(all: readonly MemberNeeds[], primary: Instance): readonly Part[] {
  const restarted = all.filter(({ instance, units }) => units.get(instance.layout.units.patroni)?.action === 'restart')
  if (restarted.length === 0) return []
  const { cluster, host } = primary
  const pause = patronictl(primary, 'pause', '--wait')
  const resume = patronictl(primary, 'resume', '--wait')
  return [
    {
      id: `pause-${cluster.name}`,
      host: host.name,
      turn: 5,
      command: pause,
      why: 'in maintenance mode the servers run on while Patroni is restarted; there is no failover until it ends',
      verify: `${patronictl(primary, 'list')} says Maintenance mode: on`,
      undo: resume,
    },
    ...restarted.map(
      ({ instance, units }, index): Part => ({
        id: `restart-patroni@${instance.name}`,
        host: instance.host.name,
        turn: 6 + index / 100,
        command: systemctl('restart', [instance.layout.units.patroni]),
        why: because(units.get(instance.layout.units.patroni)?.reasons ?? []),
        verify: `${patronictl(instance, 'list')} shows ${instance.name} running`,
        undo: `take the files back, then ${systemctl('restart', [instance.layout.units.patroni])}`,
      }),
    ),
    {
      id: `resume-${cluster.name}`,
      host: host.name,
      turn: 7,
      command: resume,
      why: 'from here on Patroni fails over again',
      verify: `${patronictl(primary, 'list')} no longer says Maintenance mode`,
      undo: pause,
    },
  ]
}

/** One member after the other. A restart before Patroni took the new values over would bring the old ones back. */
export function restartSteps(restarting: readonly MemberNeeds[], primary: Instance): readonly Part[] {
  if (restarting.length === 0) return []
  const { cluster, host } = primary
  const leaderFirst = restarting.some(({ units }) => units.get('postgresql')?.order === 'primary first')
  const ordered = leaderFirst
    ? [...restarting.filter(({ instance }) => isPrimary(instance)), ...restarting.filter(({ instance }) => !isPrimary(instance))]
    : restarting
  return [
    {
      id: `pending-${cluster.name}`,
      host: host.name,
      turn: 9,
      command: waitFor(90, `[ "$(${patronictl(primary, 'list', '-f tsv')} | grep -cF "*")" -ge ${restarting.length} ]`),
      why: 'Patroni takes what is in etcd over within one cycle; a member that is restarted before comes back with the old values',
      verify: `${patronictl(primary, 'list')} has a * under Pending restart for ${restarting
        .map(({ instance }) => instance.name)
        .sort()
        .join(', ')}`,
      undo: 'nothing was changed',
    },
    ...ordered.map(
      ({ instance, units }, index): Part => ({
        id: `restart@${instance.name}`,
        host: instance.host.name,
        turn: 10 + index,
        command: `${patronictl(instance, 'restart', quoteShell(instance.name), '--force')}\n${awaited(instance)}`,
        why: `${isPrimary(instance) ? 'writes stop for as long as it takes to stop and start; ' : ''}${because(units.get('postgresql')?.reasons ?? [])}`,
        verify: `${patronictl(instance, 'list')} shows ${instance.name} ${isPrimary(instance) ? 'as the leader, running' : 'streaming'}, without a * under Pending restart; only then the next`,
        undo: `take back what set the values, then ${patronictl(instance, 'restart', quoteShell(instance.name), '--force')}${restarting.length > 1 ? ', the members in the other order' : ''}`,
      }),
    ),
  ]
}

/** Until it is what it was: patronictl returns before. */
function awaited(instance: Instance): string {
  return waitFor(600, `[ "$(${query(instance, isPrimary(instance) ? 'SELECT NOT pg_is_in_recovery()' : follows)} 2>/dev/null)" = t ]`)
}
