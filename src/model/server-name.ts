import type { Sink } from '../diagnostics/sink.js'
import type { Span } from '../source/span.js'
import { codes } from './codes.js'

/** What the server keeps of a name, in bytes of UTF-8; it cuts the rest off, and says so only in a notice. */
export const nameBytes = 63

export function isTooLong(name: string): boolean {
  // A character has at most 3 bytes for each of its UTF-16 units.
  return name.length * 3 > nameBytes && new TextEncoder().encode(name).length > nameBytes
}

/** Reports a name of something on the server that is longer than the server keeps; `what` says whose it is, as in `schema of database app`. */
export function reportLongName(what: string, name: string | undefined, at: Span, sink: Sink): void {
  if (name === undefined || !isTooLong(name)) return
  sink.report(codes['object-name'], at, `${what} has more than ${nameBytes} bytes, and PostgreSQL would cut it off: shorten \`${name.slice(0, 40)}...\``)
}
