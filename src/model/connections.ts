import { common, type Intervals, without } from './intervals.js'

/**
 * A set of connections: every combination of one element of each of its dimensions, exact. Databases and users are sets of numbered names, bit by
 * bit, with a bit for all names that have none; `ConnectionSpace` hands the bits out and makes boxes of lines of pg_hba.conf.
 *
 * What no inventory can know (whether a regular expression matches, a host name resolves to the client, somebody unnamed is a member of a role) is
 * a fact, one bit each: the box holds a connection only if its facts are true of it (`holds`) or false (`fails`). So a fact cancels against
 * itself, and whatever these functions find empty is empty however the facts turn out.
 */
export interface ConnectionBox {
  /** Bits of `connectionKinds`; `local` is never together with another, since it has no addresses. */
  readonly kinds: number
  readonly databases: bigint
  readonly users: bigint
  /** Places on the line of `addressRange`; for `local` everything. */
  readonly addresses: Intervals
  readonly holds: bigint
  readonly fails: bigint
}

/** How a client comes in. */
export const connectionKinds = { local: 1, plain: 2, tls: 4, gss: 8 } as const

/** The first bit of users: everybody whose name has no bit. */
export const unnamedUser = 1n

/** The first bits of databases: all without a bit of their own; the one called like an unnamed user; none, for physical replication. */
export const unnamedDatabase = 1n
export const ownDatabase = 2n
export const replicationConnection = 4n

/** What is in both; undefined where nothing is. */
export function intersect(a: ConnectionBox, b: ConnectionBox): ConnectionBox | undefined {
  const holds = a.holds | b.holds
  const fails = a.fails | b.fails
  if ((holds & fails) !== 0n || (a.kinds & b.kinds) === 0 || (a.users & b.users) === 0n || (a.databases & b.databases) === 0n) return undefined
  const addresses = common(a.addresses, b.addresses)
  return occupied({ kinds: a.kinds & b.kinds, databases: a.databases & b.databases, users: a.users & b.users, addresses, holds, fails })
}

/** What is in both of two unions of boxes. */
export function overlap(a: readonly ConnectionBox[], b: readonly ConnectionBox[]): readonly ConnectionBox[] {
  return a.flatMap((one) => b.flatMap((other) => intersect(one, other) ?? []))
}

/** What is in the first and not in the second, as disjoint boxes; those that need no fact come first. */
export function subtract(a: ConnectionBox, b: ConnectionBox): readonly ConnectionBox[] {
  if (!touches(a, b)) return [a]
  const pieces: (ConnectionBox | undefined)[] = []
  let rest = a
  const split = (outside: Partial<ConnectionBox>, inside: Partial<ConnectionBox>): void => {
    pieces.push(occupied({ ...rest, ...outside }))
    rest = { ...rest, ...inside }
  }
  split({ kinds: rest.kinds & ~b.kinds }, { kinds: rest.kinds & b.kinds })
  split({ users: rest.users & ~b.users }, { users: rest.users & b.users })
  split({ databases: rest.databases & ~b.databases }, { databases: rest.databases & b.databases })
  split({ addresses: without(rest.addresses, b.addresses) }, { addresses: common(rest.addresses, b.addresses) })
  for (const fact of bitsIn(b.holds & ~a.holds)) split({ fails: rest.fails | fact }, { holds: rest.holds | fact })
  for (const fact of bitsIn(b.fails & ~a.fails)) split({ holds: rest.holds | fact }, { fails: rest.fails | fact })
  return pieces.filter((piece) => piece !== undefined)
}

/**
 * Some of the box that none of the others holds; undefined where together they cover it. Looks only as far as it must, first at what splits the box
 * least. `used` gets the others that it looked at, and so enough of them to cover a box that is covered.
 */
export function uncovered(box: ConnectionBox, others: readonly ConnectionBox[], used?: Set<ConnectionBox>): ConnectionBox | undefined {
  const near = others.filter((other) => touches(box, other))
  let best: ConnectionBox | undefined
  let least = Number.POSITIVE_INFINITY
  for (const other of near) {
    const cuts = cutsOf(box, other)
    if (cuts < least) [best, least] = [other, cuts]
    if (cuts === 0) break
  }
  if (best === undefined) return box
  used?.add(best)
  const rest = near.filter((other) => other !== best)
  for (const piece of least === 0 ? [] : subtract(box, best)) {
    const left = uncovered(piece, rest, used)
    if (left !== undefined) return left
  }
  return undefined
}

/** Whether `intersect` finds something, without building it. */
function touches(a: ConnectionBox, b: ConnectionBox): boolean {
  const users = a.users & b.users
  if ((a.kinds & b.kinds) === 0 || users === 0n || ((a.holds | b.holds) & (a.fails | b.fails)) !== 0n) return false
  const databases = a.databases & b.databases
  if (databases === 0n || (databases === ownDatabase && (users & unnamedUser) === 0n)) return false
  return a.addresses.some(([from, to]) => b.addresses.some(([low, high]) => from <= high && low <= to))
}

/** In how many dimensions the box goes beyond the other, which it touches. */
function cutsOf(box: ConnectionBox, other: ConnectionBox): number {
  const databases = (box.users & unnamedUser) === 0n ? box.databases & ~ownDatabase : box.databases
  return (
    Number((box.kinds & ~other.kinds) !== 0) +
    Number((box.users & ~other.users) !== 0n) +
    Number((databases & ~other.databases) !== 0n) +
    Number(box.addresses.some(([from, to]) => !other.addresses.some(([low, high]) => low <= from && to <= high))) +
    bitsIn(other.holds & ~box.holds).length +
    bitsIn(other.fails & ~box.fails).length
  )
}

/** The single bits of a set. */
export function bitsIn(set: bigint): bigint[] {
  const bits: bigint[] = []
  for (let left = set; left !== 0n; left &= left - 1n) bits.push(left & -left)
  return bits
}

/** The box, or undefined where it is empty. Only an unnamed user has an unnamed database of its own. */
function occupied(box: ConnectionBox): ConnectionBox | undefined {
  const databases = (box.users & unnamedUser) === 0n ? box.databases & ~ownDatabase : box.databases
  if (box.kinds === 0 || box.users === 0n || databases === 0n || box.addresses.length === 0) return undefined
  return databases === box.databases ? box : { ...box, databases }
}
