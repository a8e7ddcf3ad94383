import type { Door } from '../../access/doors.js'
import { engineOf } from '../../access/engine.js'
import { doorLabel } from '../../access/ways.js'
import type { AccessChange, ClusterSide } from '../access.js'
import { doorId } from './cells.js'
import { shut } from './state.js'

/** Doors that are new, gone, or at another port or machine. None where the whole cluster is new or gone. */
export function doorChanges(before: ClusterSide | undefined, after: ClusterSide | undefined): readonly AccessChange[] {
  if (before === undefined || after === undefined) return []
  const [old, now] = [doorsOf(before), doorsOf(after)]
  const only = (mine: Doors, others: Doors): readonly string[] =>
    [...mine].flatMap(([id, [door]]) => (others.has(id) || door === undefined ? [] : [doorLabel(door)]))
  const moved = [...now].flatMap(([id, doors]) => {
    const former = old.get(id)
    return former === undefined || placesOf(former) === placesOf(doors) ? [] : [{ door: labelOf(doors), formerly: labelOf(former) }]
  })
  const change = (doors: readonly string[], door: NonNullable<AccessChange['door']>): readonly AccessChange[] =>
    doors.length === 0
      ? []
      : [
          {
            ...{ cluster: after.cluster.name, kind: 'door', effect: 'neither', certain: true, users: [], databases: [], transports: [] },
            ...{ doors, door, before: shut, after: shut },
          },
        ]
  return [
    ...change(only(now, old), { presence: 'new' }),
    ...change(only(old, now), { presence: 'gone' }),
    ...change(
      moved.map(({ door }) => door),
      { presence: 'moved', formerly: moved.map(({ formerly }) => formerly) },
    ),
  ]
}

type Doors = ReadonlyMap<string, readonly Door[]>

function doorsOf({ model, cluster }: ClusterSide): Doors {
  const found = new Map<string, Door[]>()
  for (const door of engineOf(model).doorsOf(cluster)) {
    const id = doorId(door)
    const known = found.get(id)
    if (known === undefined) found.set(id, [door])
    else known.push(door)
  }
  return found
}

/** Where clients go: of a service only its ports, since each member offers it. */
function placesOf(doors: readonly Door[]): string {
  return doors
    .map(({ kind, host, port }) => `${kind === 'service' ? '' : host.address.text} ${port}`)
    .filter((place, index, all) => all.indexOf(place) === index)
    .join()
}

function labelOf(doors: readonly Door[]): string {
  const labels = doors.map((door) => (door.kind === 'service' ? doorLabel(door) : `${door.instance?.name} at ${door.host.address.text}:${door.port}`))
  return [...new Set(labels)].join(', ')
}
