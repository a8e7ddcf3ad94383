import type { Code } from '../diagnostics/diagnostic.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import { parseDocument } from '../syntax/document.js'
import { partOf } from '../syntax/part.js'
import type { Misreading, Piece } from './sentence.js'

/** What a sentence of a file says, with its place and the places of its words. */
export interface PlacedSentence<T> {
  readonly said: T
  readonly text: string
  readonly at: Span
  readonly where: (piece: Piece) => Span
}

/** A kind of sentence, and what is reported where a file has something else. */
export interface SentenceKind<T> {
  /** Where the list is if the file is a map. */
  readonly key: string
  readonly code: Code
  /** What the list is a list of. */
  readonly members: string
  /** What an entry is, with an example. */
  readonly example: string
  readonly grammar: string
  readonly read: (text: string) => T | Misreading
}

/** Reads a file of sentences, a YAML list or a map with that list; reports what is none at its word. */
export function readSentences<T extends object>(
  source: Source,
  { key, code, members, example, grammar, read }: SentenceKind<T>,
  sink: Sink,
): readonly PlacedSentence<T>[] {
  const before = sink.count('error')
  const root = parseDocument(source, sink)
  const list = root?.kind === 'mapping' ? root.entries.get(key)?.value : root
  if (list?.kind !== 'sequence') {
    if (sink.count('error') === before)
      sink.report(code, root?.at ?? new Span(source, 0, 0), `${source.name} must be a list of ${members}, or a map with such a list as \`${key}\``)
    return []
  }
  return list.items.flatMap((item) => {
    if (item.kind !== 'scalar' || item.type !== 'string' || item.text.trim() === '') {
      sink.report(code, item.at, example)
      return []
    }
    const where = ({ from, to }: Piece): Span => partOf(item, from, to)
    const said = read(item.text)
    if ('reason' in said) {
      sink.report(code, where(said), said.reason, { hint: grammar })
      return []
    }
    return [{ said, text: item.text, at: item.at, where }]
  })
}
