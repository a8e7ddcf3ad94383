import { grouped } from '../source/grouped.js'
import type { Source } from '../source/source.js'
import type { Span } from '../source/span.js'

interface Ordered {
  /** By their starts. */
  readonly spans: readonly Span[]
  /** For each, the latest end of it and those before it. */
  readonly reach: readonly number[]
}

/** Finds those of many spans that overlap a stretch: a fleet has a hundred thousand credentials, and some ten thousand lines that are shown. */
export class Overlap {
  private readonly sources: ReadonlyMap<Source, Ordered>

  constructor(spans: readonly Span[]) {
    this.sources = new Map([...grouped(spans, ({ source }) => source)].map(([source, own]) => [source, inOrder(own)]))
  }

  /** By offsets; `end` is exclusive. The last comes first. */
  *with(source: Source, start: number, end: number): Iterable<Span> {
    const { spans, reach } = this.sources.get(source) ?? { spans: [], reach: [] }
    for (let index = countBefore(spans, end) - 1; index >= 0 && (reach[index] ?? 0) > start; index--) {
      const span = spans[index]
      if (span !== undefined && span.end > start) yield span
    }
  }
}

function inOrder(own: readonly Span[]): Ordered {
  const spans = [...own].sort((a, b) => a.start - b.start)
  let latest = 0
  const reach = spans.map(({ end }) => {
    latest = Math.max(latest, end)
    return latest
  })
  return { spans, reach }
}

/** How many begin before that. */
function countBefore(spans: readonly Span[], end: number): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const span = spans[middle]
    if (span !== undefined && span.start < end) low = middle + 1
    else high = middle
  }
  return low
}
