import { union } from '../../access/networks.js'
import { type Need, needsOf, type Passage } from '../../access/passage.js'
import type { Way } from '../../access/ways.js'
import { fingerprint } from '../../explain/fingerprint.js'
import { everywhere } from '../../model/connection-space.js'
import { common, type Intervals, without } from '../../model/intervals.js'
import type { AccessState } from '../access.js'

/** Addresses with the same state. `key` is equal exactly for equal states. */
export interface Piece {
  readonly addresses: Intervals
  readonly state: AccessState
  readonly key: string
}

export const shut: AccessState = { verdict: 'denied', needs: [], methods: [], primary: false, reasons: [] }

/** What becomes of each address by these ways, which are all of one door and none of them denied: disjoint, together everything. */
export function piecesOf(ways: readonly Way[]): readonly Piece[] {
  let parts: readonly { readonly addresses: Intervals; readonly ways: readonly Way[] }[] = [{ addresses: everywhere, ways: [] }]
  for (const way of ways)
    parts = parts.flatMap((part) => {
      const inside = common(part.addresses, way.addresses)
      if (inside.length === 0) return [part]
      const outside = without(part.addresses, way.addresses)
      return [{ addresses: inside, ways: [...part.ways, way] }, ...(outside.length === 0 ? [] : [{ ...part, addresses: outside }])]
    })
  const pieces = new Map<string, Piece>()
  for (const part of parts) {
    const { state, key } = stateOf(part.ways)
    const known = pieces.get(key)
    pieces.set(key, { addresses: known === undefined ? part.addresses : union(known.addresses, part.addresses), state, key })
  }
  return [...pieces.values()]
}

/** The best of several ways. */
export function stateOf(ways: readonly Way[]): { readonly state: AccessState; readonly key: string } {
  const verdict = (['allowed', 'unknown'] as const).find((each) => ways.some(({ passage }) => passage.verdict === each))
  if (verdict === undefined) return { state: shut, key: 'denied' }
  const open = ways.filter(({ passage }) => passage.verdict === verdict)
  const needs = easiest(open.map(({ passage }) => needsOf(passage)))
  const state: AccessState = {
    verdict,
    needs,
    methods: sorted(open.flatMap(({ passage }) => (needs.some((set) => same(set, needsOf(passage))) ? metBy(passage) : []))),
    primary: open.some(leadsToPrimary),
    reasons: verdict === 'allowed' ? [] : sorted(open.flatMap(({ passage }) => passage.hops.flatMap(({ reasons }) => reasons))),
  }
  const doubts = verdict === 'allowed' ? [] : sorted(open.map(({ passage }) => doubtsOf(passage)))
  return { state, key: JSON.stringify([state, doubts]) }
}

/** The sets that hold no other, each once and in order. */
function easiest(sets: readonly (readonly Need[])[]): readonly (readonly Need[])[] {
  const unique = new Map(sets.map((set) => [sorted(set).join(), set]))
  const all = [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, set]) => [...set].sort())
  return all.filter((set) => !all.some((other) => other.length < set.length && holdsAll(set, other)))
}

/** Whether whoever has all of `have` has all of `asked`. */
export function holdsAll(have: readonly Need[], asked: readonly Need[]): boolean {
  return asked.every((need) => have.includes(need))
}

function same(a: readonly Need[], b: readonly Need[]): boolean {
  return holdsAll(a, b) && holdsAll(b, a)
}

/** The method of the first daemon that asks: HAProxy asks for nothing. */
function metBy({ hops }: Passage): readonly string[] {
  const method = hops.find(({ daemon }) => daemon !== 'haproxy')?.method
  return method === undefined ? [] : [method]
}

/** Whether nothing can differ: the same answers to the same addresses. Cheaper than the pieces. */
export function sameWays(before: readonly Way[], after: readonly Way[]): boolean {
  return before.length === after.length && before.every((way, index) => isSame(way, after[index]))
}

function isSame(a: Way, b: Way | undefined): boolean {
  return (
    b !== undefined && leadsToPrimary(a) === leadsToPrimary(b) && a.addresses.join() === b.addresses.join() && summaryOf(a.passage) === summaryOf(b.passage)
  )
}

/** Of a server or pool always true, since each may come to lead. */
function leadsToPrimary({ door, end, primary }: Way): boolean {
  return door.kind !== 'service' || end?.instance === primary
}

const summaries = new WeakMap<Passage, string>()

/** Equal exactly for passages that make no difference to anybody. */
export function summaryOf(passage: Passage): string {
  const known = summaries.get(passage)
  if (known !== undefined) return known
  const certain = passage.verdict === 'allowed'
  const made = `${passage.verdict} ${needsOf(passage).join()} ${metBy(passage).join()} ${certain ? '' : passage.hops.flatMap(({ reasons }) => reasons).join()} ${certain ? '' : doubtsOf(passage)}`
  summaries.set(passage, made)
  return made
}

const doubts = new WeakMap<Passage, string>()

/** The lines that nobody can say about, as they are: for two of them the reason may read the same. */
function doubtsOf(passage: Passage): string {
  const known = doubts.get(passage)
  if (known !== undefined) return known
  const made = fingerprint(
    passage.hops
      .filter(({ verdict }) => verdict === 'unknown')
      .map(({ daemon, perhaps, rule }) => [daemon, ...[...perhaps, ...(rule === undefined ? [] : [rule])].map(({ entry }) => entry)]),
  )
  doubts.set(passage, made)
  return made
}

function sorted<T extends string>(texts: readonly T[]): readonly T[] {
  return [...new Set(texts)].sort()
}
