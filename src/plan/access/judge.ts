import { common, type Intervals } from '../../model/intervals.js'
import type { AccessChange, AccessState } from '../access.js'
import { holdsAll, type Piece } from './state.js'

export type Judgement = Pick<AccessChange, 'kind' | 'effect' | 'certain'>

/** Addresses that have another state than before. */
export interface Difference {
  readonly addresses: Intervals
  readonly was: Piece
  readonly is: Piece
}

export function differences(before: readonly Piece[], after: readonly Piece[]): readonly Difference[] {
  return before.flatMap((was) =>
    after.flatMap((is) => {
      const addresses = was.key === is.key ? [] : common(was.addresses, is.addresses)
      return addresses.length === 0 ? [] : [{ addresses, was, is }]
    }),
  )
}

/** What the step from one state to a different one means. What may be a widening is one. */
export function judge(before: AccessState, after: AccessState): Judgement {
  const certain = before.verdict !== 'unknown' && after.verdict !== 'unknown'
  const [had, has] = [rank(before), rank(after)]
  if (had !== has) return { kind: has > had ? 'gained' : 'lost', effect: has > had ? 'widened' : 'narrowed', certain }
  const [easier, harder] = [!asksAtLeast(after, before), !asksAtLeast(before, after)]
  if (easier && harder) return { kind: 'otherwise', effect: 'widened', certain }
  if (easier || harder) return { kind: easier ? 'easier' : 'harder', effect: easier ? 'widened' : 'narrowed', certain }
  if (before.primary !== after.primary) return { kind: after.primary ? 'primary' : 'not primary', effect: after.primary ? 'widened' : 'narrowed', certain }
  return before.verdict === 'unknown' ? { kind: 'unclear', effect: 'widened', certain } : { kind: 'method', effect: 'neither', certain }
}

/** Whether whoever may be let in by `open` is let in by `state` as well, as far as anybody can say. */
export function covers(state: AccessState, open: AccessState): boolean {
  return state.verdict !== 'denied' && rank(state) >= rank(open) && (state.primary || !open.primary) && asksAtLeast(open, state)
}

/** Whether each way to satisfy `asking` also satisfies `other`. */
function asksAtLeast(asking: AccessState, other: AccessState): boolean {
  return asking.needs.every((set) => other.needs.some((less) => holdsAll(set, less)))
}

function rank({ verdict }: AccessState): number {
  return verdict === 'denied' ? 0 : verdict === 'unknown' ? 1 : 2
}
