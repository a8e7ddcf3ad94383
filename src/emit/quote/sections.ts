import { InexpressibleValue } from '../inexpressible.js'
import { lineOf } from './line.js'

/** The name between the brackets of `[section]`, for pgBouncer and pgBackRest, whose `global:backup` has a colon. */
export function quoteSection(value: unknown): string {
  const what = 'a section name'
  const name = lineOf(value, what)
  if (!/^[A-Za-z0-9_.:-]+$/.test(name)) throw new InexpressibleValue(value, `${what} can hold only letters, digits and _ . : -`)
  return name
}

/** The name left of the equals sign, for pgBouncer and pgBackRest. */
export function quoteKey(value: unknown): string {
  const what = 'a key'
  const name = lineOf(value, what)
  if (!/^[A-Za-z0-9_.-]+$/.test(name)) throw new InexpressibleValue(value, `${what} can hold only letters, digits and _ . -`)
  return name
}
