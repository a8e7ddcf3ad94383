import type { Cluster } from '../../model/model.js'
import { patronictl } from './commands.js'
import { type Need, needsOfFiles } from './needs.js'
import type { Scene } from './scene.js'
import type { Draft } from './step.js'

/** Before anything: whether the cluster is well, and led by whom the steps call its primary. */
export function lookStep({ name }: Cluster, { primary, instances }: Cluster): readonly Draft[] {
  if (primary.patroni === undefined) return []
  const others = instances.length > 1 ? `, the other${instances.length === 2 ? '' : 's'} streaming without lag` : ''
  return [
    {
      id: `look-${name}`,
      host: primary.host.name,
      phase: 'look',
      turn: 0,
      lanes: [name],
      command: patronictl(primary, 'list'),
      why: `the steps take ${primary.name} for the leader, as the inventory does: if another member leads, switch over to it first`,
      verify: `${primary.name} is the leader, running${others}; nobody has a * under Pending restart; no Maintenance mode`,
      undo: 'nothing was changed',
    },
  ]
}

/** Clusters of which no member stays where it is, and that go on under the same name. */
export function moveSteps(scene: Scene): readonly Draft[] {
  return scene.after.clusters.flatMap(({ name, primary }): readonly Draft[] => {
    const former = scene.before.clusters.find((cluster) => cluster.name === name)
    if (former === undefined || scene.membersOf(name).length > 0) return []
    return [
      {
        id: `judge-move-${name}`,
        host: former.primary.host.name,
        kind: 'manual',
        phase: 'judge',
        turn: -1,
        lanes: [name],
        command: `# stop here: the data of ${name} does not move by itself`,
        why: `no member stays where it is, so that ${primary.name} would begin empty: let new members stream from the old ones first, and remove those in a second change; or restore a backup`,
        verify: `a member of ${name} is in both inventories, in the same place; or the new cluster may be empty`,
        undo: 'nothing was changed',
      },
    ]
  })
}

/** What cannot be done, and what nobody knows: to be settled before the first file moves. */
export function judgeSteps(scene: Scene, isTold: (need: Need) => boolean): readonly Draft[] {
  const found = new Map<string, Need[]>()
  for (const need of needsOfFiles(scene.files)) {
    const isOpen = need.impact.effect === 'impossible' || need.impact.effect === 'unknown'
    if (!isOpen || scene.isOfMoving(need.file) || isTold(need)) continue
    const key = `${need.key ?? need.file.path} ${need.impact.reason}`
    found.set(key, [...(found.get(key) ?? []), need])
  }
  return [...found.values()].flatMap((needs, index): readonly Draft[] => {
    const [first] = needs
    if (first === undefined) return []
    const { impact, file, key } = first
    const what = key === undefined ? file.path : `${key} in ${file.path}`
    const impossible = impact.effect === 'impossible'
    return [
      {
        id: `judge-${index + 1}`,
        host: file.host,
        kind: 'manual',
        phase: 'judge',
        turn: index,
        lanes: [...new Set(needs.flatMap((need) => scene.lanesOf(need.file.host)))],
        command: `# ${impossible ? 'stop here: no living cluster takes this' : 'find out first'}: ${what}`,
        why: impact.reason,
        verify: impossible ? 'the inventory has the old value again, or the cluster is a new one' : impact.source,
        undo: 'nothing was changed',
      },
    ]
  })
}
