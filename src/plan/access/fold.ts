import { holds } from '../../access/engine.js'
import { exampleIn, placeOf, union } from '../../access/networks.js'
import type { Way } from '../../access/ways.js'
import type { Intervals } from '../../model/intervals.js'
import type { AccessChange, AccessState, AccessWitness } from '../access.js'
import type { Cell } from './cells.js'

/** Cells to which the same happens, on their way to one change. */
interface Group extends Omit<Cell, 'user' | 'database' | 'transport' | 'door' | 'ways'> {
  readonly users: readonly string[]
  readonly databases: readonly string[]
  readonly transports: readonly Cell['transport'][]
  readonly doors: readonly string[]
  readonly first: Cell
}

/** First the addresses of one door, then both states of TLS, then doors, then databases, then users that agree in all the rest. */
export function fold(cluster: string, cells: readonly Cell[]): readonly AccessChange[] {
  const single = cells.map((cell): Group => {
    const { user, database, transport, door, ways: _, ...rest } = cell
    return { ...rest, users: [user], databases: [database], transports: [transport], doors: [door], first: cell }
  })
  const whole = merged(single, (group) => [group.users, group.databases, group.transports, group.doors, keyOf(group)], true)
  const byTls = merged(whole, (group) => [group.users, group.databases, group.transports[0] === 'socket', group.doors, placeKey(group), keyOf(group)])
  const byDoor = merged(byTls, (group) => [group.users, group.databases, group.transports, placeKey(group), keyOf(group)])
  const byDatabase = merged(byDoor, (group) => [group.users, group.transports, group.doors, placeKey(group), keyOf(group)])
  const byUser = merged(byDatabase, (group) => [group.databases, group.transports, group.doors, placeKey(group), keyOf(group)])
  return byUser.map(({ first, addresses, users, databases, transports, doors, before, after, kind, effect, certain, subject }): AccessChange => {
    const socket = transports.includes('socket')
    const shown = { cluster, ...(subject === undefined ? {} : { subject }), kind, effect, certain, users, databases, transports, doors, before, after }
    return { ...shown, ...(socket ? {} : { from: addresses }), witness: witnessOf(first, addresses) }
  })
}

/** Reasons name the user; what they come to is what counts. */
function keyOf({ kind, effect, certain, subject, before, after }: Group): string {
  return JSON.stringify([kind, effect, certain, subject, stateKey(before), stateKey(after)])
}

function stateKey({ verdict, needs, methods, primary }: AccessState) {
  return [verdict, needs, methods, primary]
}

function placeKey({ addresses }: Group): string {
  return addresses.join()
}

function merged(groups: readonly Group[], partsOf: (group: Group) => readonly unknown[], places = false): readonly Group[] {
  const found = new Map<string, Group>()
  for (const group of groups) {
    const key = JSON.stringify(partsOf(group))
    const known = found.get(key)
    found.set(key, known === undefined ? group : joined(known, group, places))
  }
  return [...found.values()]
}

function joined(a: Group, b: Group, places: boolean): Group {
  return {
    ...a,
    users: both(a.users, b.users),
    databases: both(a.databases, b.databases),
    transports: both(a.transports, b.transports),
    doors: both(a.doors, b.doors),
    addresses: places ? union(a.addresses, b.addresses) : a.addresses,
    before: { ...a.before, reasons: both(a.before.reasons, b.before.reasons) },
    after: { ...a.after, reasons: both(a.after.reasons, b.after.reasons) },
  }
}

function both<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return [...new Set([...a, ...b])]
}

/** One connection of the first cell, with the way that gives its verdict on each side. */
function witnessOf({ user, database, transport, door, ways, before, after }: Cell, addresses: Intervals): AccessWitness {
  const from = transport === 'socket' ? undefined : exampleIn(addresses)
  const place = from === undefined ? 0n : placeOf(from)
  const was = wayAt(ways.before, place, before)
  const is = wayAt(ways.after, place, after)
  return {
    user,
    database,
    transport,
    ...(from === undefined ? {} : { from }),
    door,
    primary: (is ?? was)?.primary.name ?? '',
    ...(was === undefined ? {} : { before: was.passage }),
    ...(is === undefined ? {} : { after: is.passage }),
  }
}

function wayAt(ways: readonly Way[], place: bigint, { verdict }: AccessState): Way | undefined {
  return ways.find(({ addresses, passage }) => passage.verdict === verdict && holds(addresses, place))
}
