import { InexpressibleValue } from '../inexpressible.js'
import { demandBareEdges, lineOf } from './line.js'

/** The value of an option in pgbackrest.conf: it runs to the end of the line, is trimmed, and no quotes exist. */
export function quotePgbackrest(value: unknown): string {
  const what = 'a pgBackRest value'
  const text = lineOf(value, what)
  if (text === '') throw new InexpressibleValue(value, `${what} cannot be empty`)
  demandBareEdges(text, what)
  return text
}
