import { invariant } from '../../diagnostics/invariant.js'
import { InexpressibleValue } from '../inexpressible.js'

/**
 * The characters of a value for a format of lines. An integer becomes its decimal digits.
 * `what` opens the reason, as in "a pgBackRest value". Inexpressible: line breaks, NUL and half surrogate pairs, which no such format can carry.
 */
export function lineOf(value: unknown, what: string): string {
  const text = textOf(value, what)
  if (/[\n\r]/.test(text)) throw new InexpressibleValue(value, `${what} cannot hold a line break`)
  return text
}

/** As `lineOf`, for formats that can escape a line break. */
export function textOf(value: unknown, what: string): string {
  if (typeof value === 'number') {
    invariant(Number.isSafeInteger(value), `${what} got a number that is not an integer; the view decides how it is written`)
    return String(value)
  }
  invariant(typeof value === 'string', `${what} got something that is neither text nor an integer`)
  if (value.includes('\0')) throw new InexpressibleValue(value, `${what} cannot hold a NUL character`)
  if (/[\uD800-\uDFFF]/u.test(value)) throw new InexpressibleValue(value, `${what} cannot hold half of a surrogate pair: it has no UTF-8 form`)
  return value
}

/** Refuses what a consumer would trim away: blanks (as C knows them) at either edge. */
export function demandBareEdges(text: string, what: string): void {
  if (/^[ \t\v\f]|[ \t\v\f]$/.test(text)) throw new InexpressibleValue(text, `${what} cannot begin or end with a blank`)
}

/** One line as it is, for files of plain lines: crontabs, password files, SQL. */
export function quoteLine(value: unknown): string {
  return lineOf(value, 'a line of this file')
}
