import { InexpressibleValue } from '../inexpressible.js'
import { lineOf } from './line.js'

/** A database or user name at the start of a line of database.txt or useropts.txt; all releases of PgBouncer read only bare names. */
export function quoteOptionName(value: unknown): string {
  const what = 'a name in a PgBouncer list'
  const name = lineOf(value, what)
  if (!/^[A-Za-z0-9_.-]+$/.test(name)) throw new InexpressibleValue(value, `${what} can hold only letters, digits and _ . -`)
  return name
}

/** The value of one `key=value` of a PgBouncer connection string. */
export function quoteOption(value: unknown): string {
  const what = 'a value in a PgBouncer connection string'
  const text = lineOf(value, what)
  if (text === '') throw new InexpressibleValue(value, `${what} cannot be empty`)
  return /^[A-Za-z0-9_./:,*+@-]+$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`
}
