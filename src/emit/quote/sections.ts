import { InexpressibleValue } from '../inexpressible.js'
import { lineOf } from './line.js'

/** The name between the brackets of `[section]`, for pgBouncer and pgBackRest. */
export function quoteSection(value: unknown): string {
  return bareName(value, 'a section name')
}

/** The name left of the equals sign, for pgBouncer and pgBackRest. */
export function quoteKey(value: unknown): string {
  return bareName(value, 'a key')
}

function bareName(value: unknown, what: string): string {
  const name = lineOf(value, what)
  if (!/^[A-Za-z0-9_.-]+$/.test(name)) throw new InexpressibleValue(value, `${what} can hold only letters, digits and _ . -`)
  return name
}
