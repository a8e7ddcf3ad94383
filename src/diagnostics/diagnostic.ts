import type { Span } from '../source/span.js'

/** error: nothing is written. warning: written, but somebody should look. note: worth knowing. */
export type Severity = 'error' | 'warning' | 'note'

/** One kind of finding. The code is stable: people put it into their CI configuration. */
export interface Code {
  readonly code: string
  readonly severity: Severity
  /** What the code means in general, in one line, for the list of codes. */
  readonly summary: string
  /** What usually makes it go away. */
  readonly hint?: string
  /** Said of encrypted values that nobody could read, too; all other findings would only guess at them. */
  readonly ofOpaque?: true
}

/** Another place that belongs to the finding: the earlier rule, the other host. */
export interface Related {
  readonly at: Span
  readonly message: string
  /** One of many: its place says enough, without its line. */
  readonly bare?: true
}

/** One finding at one place. The message names the value and says what would be right; it never shows a secret. */
export interface Diagnostic {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly at: Span
  readonly related: readonly Related[]
  readonly hint?: string
}

/** Declares the codes of one pass: `{ 'yaml-syntax': { severity, summary } }`; the key becomes the entry's `code`. */
export function defineCodes<const K extends string>(table: Record<K, Omit<Code, 'code'>>): Record<K, Code> {
  const codes = {} as Record<K, Code>
  for (const code of Object.keys(table) as K[]) codes[code] = { code, ...table[code] }
  return codes
}
