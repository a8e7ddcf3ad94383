import { InexpressibleValue } from '../inexpressible.js'
import { lineOf } from './line.js'

/** The first field of a line of userlist.txt. PgBouncer keeps at most 127 bytes. */
export function quoteUserlistUser(value: unknown): string {
  const what = 'a user name in userlist.txt'
  if (value === '') throw new InexpressibleValue(value, `${what} cannot be empty`)
  return field(value, what, 127)
}

/** The second field: a password or verifier, possibly empty. PgBouncer keeps at most 2047 bytes. */
export function quoteUserlistSecret(value: unknown): string {
  return field(value, 'a secret in userlist.txt', 2047)
}

function field(value: unknown, what: string, limit: number): string {
  const text = lineOf(value, what)
  if (new TextEncoder().encode(text).length > limit) throw new InexpressibleValue(value, `${what} cannot be longer than ${limit} bytes`)
  return `"${text.replaceAll('"', '""')}"`
}
