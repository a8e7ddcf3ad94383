import { quoteShell } from '../../emit/quote/shell.js'
import type { Cluster, Instance } from '../../model/model.js'
import { patronictl } from './commands.js'
import type { Scene } from './scene.js'
import type { Part } from './step.js'

/** Who leads once the primary goes: whom the inventory says, if it is there by then, else a member that stays. */
export function successorIn(scene: Scene, { name }: Cluster): Instance | undefined {
  const wanted = scene.after.clusters.find((cluster) => cluster.name === name)?.primary
  const staying = scene.membersOf(name).map(({ after }) => after)
  return wanted !== undefined && (staying.includes(wanted) || scene.leavesLate(name)) ? wanted : staying[0]
}

/** The scripts of users and databases are on the primary of the inventory: where that is new, nobody else had them. */
export function handover(from: Instance, to: Instance, scene: Scene): readonly Part[] {
  const step = switchover(from, to, `${from.name} goes and leads now; writes stop for some seconds`)
  if (!scene.coming.includes(to) || !to.provisioning.enabled) return [step]
  return [
    step,
    {
      id: `pg-provision-${to.cluster.name}`,
      host: to.host.name,
      kind: 'manual',
      turn: 1,
      command: quoteShell(`${to.layout.bin}/pg-provision`),
      why: 'where users or databases differ as well: the scripts are on the new primary only; a database whose state is recreate would be emptied',
      verify: 'it ends with status 0',
      undo: 'nothing to take back where nothing differed',
    },
  ]
}

export function switchover(from: Instance, to: Instance, why: string): Part {
  return {
    id: `switchover-${from.cluster.name}`,
    host: to.host.name,
    turn: 0,
    command: patronictl(to, 'switchover', '--leader', quoteShell(from.name), '--candidate', quoteShell(to.name), '--force'),
    why,
    verify: `${patronictl(to, 'list')} shows ${to.name} as the leader, the others streaming`,
    undo: patronictl(to, 'switchover', '--leader', quoteShell(to.name), '--candidate', quoteShell(from.name), '--force'),
  }
}
