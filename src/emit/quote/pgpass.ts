import { InexpressibleValue } from '../inexpressible.js'
import { lineOf } from './line.js'

/** One field of a line of .pgpass: colons and backslashes get a backslash. `*` alone is the wildcard, which no user is called. */
export function quotePgpass(value: unknown): string {
  const what = 'a field of .pgpass'
  const text = lineOf(value, what)
  if (text === '') throw new InexpressibleValue(value, `${what} cannot be empty`)
  return text.replace(/[:\\]/g, '\\$&')
}
