import type { Span } from '../source/span.js'
import type { Entry, Node } from '../syntax/node.js'

// By place, which a value keeps where another stands in for it. The places of every run are its own, so runs share nothing by this.
const read = new WeakSet<Span>()
const whole = new WeakSet<Span>()

/** Notes that the model asked for a variable, and that this entry is the one that counted. */
export function noteEntry(entry: Entry): void {
  read.add(entry.key.at)
}

/** Notes that the model looked at a nested object or at one attribute of it; `all` says that everything inside was taken as well. */
export function noteNode(node: Node, all = false): void {
  read.add(node.at)
  if (all) whole.add(node.at)
}

/** Whether the model asked for what stands there: the key of an entry, or a nested object or attribute. */
export function wasRead(place: Span): boolean {
  return read.has(place)
}

/** Whether everything inside was taken, too. */
export function wasReadWhole(place: Span): boolean {
  return whole.has(place)
}
