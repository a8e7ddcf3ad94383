import type { Misreading, Piece } from '../access/sentence.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import { parseDocument } from '../syntax/document.js'
import { partOf } from '../syntax/part.js'
import { codes } from './codes.js'
import { type Intention, intentionGrammar, readIntention } from './intention.js'

/** A sentence with its place, and the places of its words. */
export interface PlacedIntention {
  readonly intention: Intention
  readonly text: string
  readonly at: Span
  readonly where: (piece: Piece) => Span
}

/** Reads a file of intentions, a YAML list of sentences or a map with the list `intend`; reports what is none at its word. */
export function readIntentions(source: Source, sink: Sink): readonly PlacedIntention[] {
  const before = sink.count('error')
  const root = parseDocument(source, sink)
  const list = root?.kind === 'mapping' ? root.entries.get('intend')?.value : root
  if (list?.kind !== 'sequence') {
    if (sink.count('error') === before)
      sink.report(
        codes['intention-form'],
        root?.at ?? new Span(source, 0, 0),
        `${source.name} must be a list of sentences about what the change is meant to do, or a map with such a list as \`intend\``,
      )
    return []
  }
  return list.items.flatMap((item) => {
    if (item.kind !== 'scalar' || item.type !== 'string' || item.text.trim() === '') {
      sink.report(codes['intention-form'], item.at, 'an intention is one sentence: app may now reach shop from 10.2.0.0/16')
      return []
    }
    const where = ({ from, to }: Piece): Span => partOf(item, from, to)
    const intention: Intention | Misreading = readIntention(item.text)
    if ('reason' in intention) {
      sink.report(codes['intention-form'], where(intention), intention.reason, { hint: intentionGrammar })
      return []
    }
    return [{ intention, text: item.text, at: item.at, where }]
  })
}
