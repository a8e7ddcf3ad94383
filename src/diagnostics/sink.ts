import { compare } from '../source/compare.js'
import type { Span } from '../source/span.js'
import type { Code, Diagnostic, Related, Severity } from './diagnostic.js'

/** Collects the findings of one run. Order of reporting has no meaning: `list()` sorts and removes repetitions. */
export class Sink {
  private readonly found = new Map<string, Diagnostic>()
  private readonly concealed: Span[] = []

  report(code: Code, at: Span, message: string, more: { related?: readonly Related[]; hint?: string } = {}): void {
    const hint = more.hint ?? code.hint
    const diagnostic: Diagnostic = {
      code: code.code,
      severity: code.severity,
      message,
      at,
      related: more.related ?? [],
      ...(hint === undefined ? {} : { hint }),
    }
    const key = `${at.source.name}\0${at.start}\0${at.end}\0${code.code}\0${message}`
    if (!this.found.has(key)) this.found.set(key, diagnostic)
  }

  /** Names places that hold credentials, which a report that shows the source must mask. */
  conceal(places: readonly Span[]): void {
    for (const place of places) this.concealed.push(place)
  }

  /** The places that hold credentials. */
  secrets(): readonly Span[] {
    return this.concealed
  }

  /** Number of findings of one severity so far. */
  count(severity: Severity): number {
    let count = 0
    for (const diagnostic of this.found.values()) if (diagnostic.severity === severity) count++
    return count
  }

  /** All findings by source, offset, severity, code and message: a total order, so that two runs print the same. */
  list(): Diagnostic[] {
    return [...this.found.values()].sort(byPlace)
  }
}

const rank: Record<Severity, number> = { error: 0, warning: 1, note: 2 }

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.at.source.name, b.at.source.name) ||
    a.at.start - b.at.start ||
    rank[a.severity] - rank[b.severity] ||
    compare(a.code, b.code) ||
    a.at.end - b.at.end ||
    compare(a.message, b.message)
  )
}
