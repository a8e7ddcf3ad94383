import { Span } from '../source/span.js'
import type { Diagnostic } from './diagnostic.js'
import type { FindTexts } from './mask.js'

/**
 * Where the lines that findings point at hold one of these texts: a credential that somebody wrote a second time, in a place that is none. Only lines
 * that a report shows are looked at, the first of each place.
 */
export function repeatsOf(found: Iterable<Diagnostic>, candidates: FindTexts): Span[] {
  const repeats: Span[] = []
  const seen = new Map<Span['source'], Set<number>>()
  for (const { at, related = [] } of found)
    for (const place of [at, ...related.map((other) => other.at)]) {
      const { line, column } = place.from
      const lines = seen.get(place.source) ?? new Set<number>()
      seen.set(place.source, lines)
      if (lines.has(line)) continue
      lines.add(line)
      const shown = place.source.line(line)
      const begin = place.start - (column - 1)
      for (const text of candidates(shown))
        for (let from = shown.indexOf(text); from >= 0; from = shown.indexOf(text, from + text.length))
          repeats.push(new Span(place.source, begin + from, begin + from + text.length))
    }
  return repeats
}
