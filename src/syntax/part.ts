import type { Span } from '../source/span.js'
import type { ScalarNode } from './node.js'

/** The place of a piece of a scalar's text; the whole scalar where escapes or folding moved its characters. */
export function partOf({ at, text }: ScalarNode, from: number, to: number): Span {
  const start = [at.start, at.start + 1].find((offset) => at.source.text.startsWith(text, offset) && offset + text.length <= at.end)
  return start === undefined ? at : at.piece(start + from - at.start, start + to - at.start)
}
