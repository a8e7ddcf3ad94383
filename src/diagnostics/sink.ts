import { compare } from '../source/compare.js'
import type { Span } from '../source/span.js'
import type { Code, Diagnostic, Related, Severity } from './diagnostic.js'
import { type FindTexts, findingLongest, masking } from './mask.js'
import { printable } from './printable.js'
import { repeatsOf } from './repeats.js'

/** One finding as it was reported. */
export type Report = Parameters<Sink['report']>

/** Collects the findings of one run. Order of reporting has no meaning: `list()` sorts and removes repetitions. */
export class Sink {
  private readonly found = new Map<string, Diagnostic>()
  private readonly concealed: Span[] = []
  private readonly words = new Set<string>()
  private readonly parts = new Set<string>()
  private readonly opaque = new Set<string>()
  /** Of that many words. */
  private finding: { readonly size: number; readonly find: FindTexts } | undefined
  private gap = false
  private recording: Report[] | undefined

  report(code: Code, at: Span, message: string, more: { related?: readonly Related[]; hint?: string } = {}): void {
    this.recording?.push([code, at, message, more])
    if (this.opaque.size > 0 && !code.ofOpaque && [at, ...(more.related ?? []).map((other) => other.at)].some((place) => this.opaque.has(keyOf(place)))) return
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

  /** What something makes and everything that it reports meanwhile: `report` says the same again. */
  recorded<T>(make: () => T): { readonly made: T; readonly reports: readonly Report[] } {
    const outer = this.recording
    const reports: Report[] = []
    this.recording = reports
    try {
      return { made: make(), reports }
    } finally {
      this.recording = outer
      outer?.push(...reports)
    }
  }

  /** Names places that hold credentials, which a report that shows the source must mask, texts that no message may repeat, and what makes a file secret that has it. */
  conceal(places: readonly Span[], texts: Iterable<string> = [], parts: Iterable<string> = []): void {
    for (const place of places) this.concealed.push(place)
    for (const text of texts) this.words.add(text)
    for (const part of parts) this.parts.add(part)
  }

  /** The texts that no message repeats. */
  concealedTexts(): ReadonlySet<string> {
    return this.words
  }

  /** The parts of credentials that make a file secret which has one in it. */
  concealedParts(): ReadonlySet<string> {
    return this.parts
  }

  /** Whether a text has a part of a credential in it. */
  betrays(text: string): boolean {
    for (const part of this.parts) if (text.includes(part)) return true
    return false
  }

  /** Names the place of an encrypted value that nobody could read: nothing is said about it from then on, except by codes that are about such values. */
  overlook(place: Span): void {
    this.opaque.add(keyOf(place))
  }

  /** The same for a file as a whole: nobody knows either what it defines. */
  overlookFile(place: Span): void {
    this.overlook(place)
    this.gap = true
  }

  /** Whether a file could not be read, so that what seems to be undefined may be in it. */
  get hasGap(): boolean {
    return this.gap
  }

  /** The places that hold credentials. */
  secrets(): readonly Span[] {
    if (this.words.size === 0) return this.concealed
    const repeats = repeatsOf(this.found.values(), this.finder())
    return repeats.length === 0 ? this.concealed : [...this.concealed, ...repeats]
  }

  /** Number of findings of one severity so far. */
  count(severity: Severity): number {
    let count = 0
    for (const diagnostic of this.found.values()) if (diagnostic.severity === severity) count++
    return count
  }

  private finder(): FindTexts {
    const { size } = this.words
    if (this.finding?.size !== size) this.finding = { size, find: findingLongest(this.words) }
    return this.finding.find
  }

  /** All findings by source, offset, severity, code and message: a total order, so that two runs print the same. */
  list(): Diagnostic[] {
    const hide = masking(this.finder())
    const veil = (text: string): string => printable(hide(text))
    return [...this.found.values()].map((found) => veiled(found, veil)).sort(byPlace)
  }
}

function keyOf({ source, start }: Span): string {
  return `${source.name}\0${start}`
}

function veiled(found: Diagnostic, veil: (text: string) => string): Diagnostic {
  const message = veil(found.message)
  const hint = found.hint && veil(found.hint)
  const related = found.related.map((other) => {
    const own = veil(other.message)
    return own === other.message ? other : { ...other, message: own }
  })
  // Most have nothing to hide.
  if (message === found.message && hint === found.hint && related.every((other, index) => other === found.related[index])) return found
  return { ...found, message, related, ...(hint === undefined ? {} : { hint }) }
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
