import type { Cause } from './cause.js'
import { changesOf } from './effects.js'
import type { Change } from './experiment.js'
import { partsOf } from './parts.js'

/** Whether a change matters; undefined where the inventory would be refused. */
export type Matters = (change: Change) => boolean | undefined

/** The parts of a list or map that matter; the whole where none of them does alone. */
export function narrow(cause: Cause, matters: Matters): readonly Cause[] {
  const inside = within(cause, matters)
  return inside.length === 0 ? [cause] : inside
}

function within(cause: Cause, matters: Matters): readonly Cause[] {
  return partsOf(cause).flatMap((part) => {
    const gone = part.give(undefined)
    if (part.node === undefined || part.node.kind === 'scalar') return [gone, ...changesOf(part)].some((change) => matters(change) === true) ? [part] : []
    // An item without which nothing differs has no part that matters; one that must be there may have.
    const removal = matters(gone)
    if (removal === false) return []
    const inside = within(part, matters)
    return inside.length > 0 ? inside : removal ? [part] : []
  })
}
