import { Span } from '../source/span.js'
import type { Entry, Node } from '../syntax/node.js'

// By place, which a value keeps where another stands in for it. The places of every run are its own, so runs share nothing by this.
const read = 1
const whole = 2

/** Notes that the model asked for a variable, and that this entry is the one that counted. */
export function noteEntry(entry: Entry): void {
  Span.mark(entry.key.at, read)
}

/** Notes that the model looked at a nested object or at one attribute of it; `all` says that everything inside was taken as well. */
export function noteNode(node: Node, all = false): void {
  Span.mark(node.at, read)
  if (all) Span.mark(node.at, whole)
}

/** Whether the model asked for what stands there: the key of an entry, or a nested object or attribute. */
export function wasRead(place: Span): boolean {
  return Span.isMarked(place, read)
}

/** Whether everything inside was taken, too. */
export function wasReadWhole(place: Span): boolean {
  return Span.isMarked(place, whole)
}
