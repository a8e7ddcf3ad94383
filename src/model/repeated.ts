import type { Sink } from '../diagnostics/sink.js'
import type { Span } from '../source/span.js'
import { codes } from './codes.js'

/** Reports every item of a list whose name an earlier one has: both would be one object of the server. */
export function reportRepeated(items: readonly { readonly name: string; readonly at: Span }[], noun: string, parameter: string, sink: Sink): void {
  const first = new Map<string, Span>()
  for (const { name, at } of items) {
    const earlier = first.get(name)
    if (earlier === undefined) first.set(name, at)
    else
      sink.report(codes['name-repeated'], at, `${noun} ${name} stands in ${parameter} twice: keep one`, {
        related: [{ at: earlier, message: 'the first one' }],
      })
  }
}
