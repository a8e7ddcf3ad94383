import { candidatesOf, type Door } from '../../access/doors.js'
import { engineOf } from '../../access/engine.js'
import { databasesOf } from '../../access/names.js'
import type { Transport } from '../../access/regions.js'
import { doorLabel, type Way } from '../../access/ways.js'
import { type Intervals, without } from '../../model/intervals.js'
import type { AccessChange, AccessState, ClusterSide } from '../access.js'
import { Inputs } from './inputs.js'
import { covers, differences, judge } from './judge.js'
import { type Piece, piecesOf, sameWays, summaryOf } from './state.js'
import { allDatabasesOf, knowsDatabase, knowsUser, usersOf } from './subjects.js'

/** What happens to one user at one door, for some addresses. */
export interface Cell {
  readonly user: string
  readonly database: string
  readonly transport: Transport
  readonly door: string
  /** On the line of `addressRange`, also for the socket. */
  readonly addresses: Intervals
  readonly subject?: AccessChange['subject']
  readonly kind: AccessChange['kind']
  readonly effect: AccessChange['effect']
  readonly certain: boolean
  readonly before: AccessState
  readonly after: AccessState
  /** All of the door, to find a witness among them. */
  readonly ways: { readonly before: readonly Way[]; readonly after: readonly Way[] }
}

const transports: readonly Transport[] = ['socket', 'plain', 'tls']

/** Everything that differs in a cluster, one user, database, transport and door at a time. */
export function cellsOf(before: ClusterSide | undefined, after: ClusterSide | undefined): readonly Cell[] {
  const sides = [before, after].filter((side) => side !== undefined)
  const databases = allDatabasesOf(sides)
  const named = new Set(['replication', ...sides.flatMap(({ cluster }) => databasesOf(cluster))])
  const isNamed = (database: string): boolean => named.has(database)
  const inputs = before === undefined || after === undefined ? undefined : ([new Inputs(before), new Inputs(after)] as const)
  return usersOf(sides).flatMap((user) => {
    const cells = databases.flatMap((database) => {
      if (inputs?.[0].same(inputs[1], user, database)) return []
      const subject = subjectOf(before, after, user, database)
      return transports.flatMap((transport) => cellsFor(before, after, { user, database, transport, ...(subject === undefined ? {} : { subject }) }))
    })
    return cells.filter(
      (cell) =>
        isNamed(cell.database) ||
        !isImplied(
          cell,
          cells.filter(({ database }) => isNamed(database)),
        ),
    )
  })
}

/** What may happen in databases that the inventory does not name is no news where the same certainly happens in one that it does. */
function isImplied({ certain, transport, door, effect, addresses }: Cell, cells: readonly Cell[]): boolean {
  return cells.some(
    (other) =>
      !certain &&
      other.certain &&
      other.transport === transport &&
      other.door === door &&
      other.effect === effect &&
      without(addresses, other.addresses).length === 0,
  )
}

/** What only one side speaks of cannot be reached on the other: nobody made it there. */
function subjectOf(before: ClusterSide | undefined, after: ClusterSide | undefined, user: string, database: string): AccessChange['subject'] {
  if (before === undefined) return { kind: 'cluster', presence: 'new' }
  if (after === undefined) return { kind: 'cluster', presence: 'gone' }
  if (knowsUser(before, user) !== knowsUser(after, user)) return { kind: 'user', presence: knowsUser(after, user) ? 'new' : 'gone' }
  if (knowsDatabase(before, database) !== knowsDatabase(after, database)) return { kind: 'database', presence: knowsDatabase(after, database) ? 'new' : 'gone' }
  return undefined
}

type Asked = Pick<Cell, 'user' | 'database' | 'transport' | 'subject'>

function cellsFor(before: ClusterSide | undefined, after: ClusterSide | undefined, asked: Asked): readonly Cell[] {
  const { subject } = asked
  const old = subject?.presence === 'new' ? new Map<string, readonly Way[]>() : byDoor(before, asked)
  const now = subject?.presence === 'gone' ? new Map<string, readonly Way[]>() : byDoor(after, asked)
  const doors = new Set([...old.keys(), ...now.keys()])
  return [...doors].flatMap((id) => {
    const ways = { before: old.get(id) ?? [], after: now.get(id) ?? [] }
    const [shown] = [...ways.after, ...ways.before]
    if (shown === undefined || sameWays(ways.before, ways.after)) return []
    const one = { ...asked, door: doorLabel(shown.door), ways }
    return differences(piecesOf(ways.before), piecesOf(ways.after)).flatMap(({ addresses, was, is }): readonly Cell[] => {
      const verdict = judge(was.state, is.state)
      const only = !old.has(id) && old.size > 0 ? 'new' : !now.has(id) && now.size > 0 ? 'gone' : undefined
      const cell = { ...one, ...verdict, before: was.state, after: is.state }
      return only === undefined ? [{ ...cell, addresses }] : beyond(cell, addresses, [...(only === 'new' ? old : now).values()].map(piecesOf))
    })
  })
}

/** Through a door that only one side has: what the doors of the other side do not give as well. */
function beyond(cell: Omit<Cell, 'addresses'>, addresses: Intervals, others: readonly (readonly Piece[])[]): readonly Cell[] {
  const open = cell.after.verdict === 'denied' ? cell.before : cell.after
  const rest = others.flat().reduce((left, { state, addresses: given }) => (covers(state, open) ? without(left, given) : left), addresses)
  return rest.length === 0 ? [] : [{ ...cell, addresses: rest }]
}

/** Of every door the ways in that are not certainly shut, each once: a server or pool by its instance, a service by its proxy, wherever their ports are. */
function byDoor(side: ClusterSide | undefined, { user, database, transport }: Asked): ReadonlyMap<string, readonly Way[]> {
  const found = new Map<string, Map<string, Way>>()
  if (side === undefined) return new Map()
  const engine = engineOf(side.model)
  const asker = { user, database, replication: database === 'replication' }
  const candidates = candidatesOf(side.cluster)
  for (const door of engine.doorsOf(side.cluster)) {
    const id = doorId(door)
    const ways = found.get(id) ?? new Map<string, Way>()
    found.set(id, ways)
    for (const primary of candidates)
      for (const { end, regions } of engine.passages(door, primary, asker, transport))
        for (const { addresses, passage } of regions) {
          if (passage.verdict === 'denied') continue
          const key = `${addresses.join()} ${door.kind === 'service' && end?.instance === primary} ${summaryOf(passage)}`
          if (!ways.has(key)) ways.set(key, { door, primary, ...(end === undefined ? {} : { end }), addresses, passage })
        }
  }
  return new Map([...found].map(([id, ways]) => [id, [...ways.values()]]))
}

export function doorId({ kind, instance, service }: Door): string {
  return `${kind} ${instance?.name ?? service?.proxy}`
}
