import { invariant } from '../../diagnostics/invariant.js'
import { compare } from '../../source/compare.js'
import { type Draft, phases, type Step } from './step.js'

/** Steps in an order in which they can be done, each with those that it waits for: the last ones before it in every lane of its own. */
export function ordered(drafts: readonly Draft[]): readonly Step[] {
  const sorted = [...drafts].sort((a, b) => compareRanks(a, b) || compare(a.host, b.host) || compare(a.id, b.id))
  invariant(new Set(sorted.map(({ id }) => id)).size === sorted.length, 'two steps have the same id')
  const lanes = [...new Set(sorted.flatMap((draft) => (draft.lanes === 'all' ? [] : draft.lanes)))]
  /** Of each lane the steps of the last rank so far, and of the one before it. */
  const last = new Map<string, { readonly rank: Draft; readonly ids: string[]; readonly before: readonly string[] }>()
  return sorted.map((draft): Step => {
    const { phase: _, turn: __, lanes: own, kind = 'command', ...rest } = draft
    const after = new Set<string>()
    for (const lane of own === 'all' ? lanes : own) {
      const known = last.get(lane)
      const isSame = known !== undefined && compareRanks(known.rank, draft) === 0
      const before = known === undefined ? [] : isSame ? known.before : known.ids
      for (const id of before) after.add(id)
      last.set(lane, { rank: draft, ids: isSame ? [...known.ids, draft.id] : [draft.id], before })
    }
    return { ...rest, kind, after: sorted.flatMap(({ id }) => (after.has(id) ? [id] : [])) }
  })
}

function compareRanks(a: Draft, b: Draft): number {
  return phases.indexOf(a.phase) - phases.indexOf(b.phase) || a.turn - b.turn
}
