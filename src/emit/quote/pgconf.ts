import { InexpressibleValue } from '../inexpressible.js'
import { lineOf, textOf } from './line.js'

/** The name of a PostgreSQL setting, with at most one dot. */
export function quotePgconfName(value: unknown): string {
  const what = 'the name of a PostgreSQL setting'
  const name = lineOf(value, what)
  if (!/^[A-Za-z_][A-Za-z0-9_$]*(\.[A-Za-z_][A-Za-z0-9_$]*)?$/.test(name)) {
    throw new InexpressibleValue(value, `${what} can hold only letters, digits, _ and $, with at most one dot`)
  }
  return name
}

const escapes: Readonly<Record<string, string>> = { "'": "''", '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** The value of a PostgreSQL setting, always in single quotes. */
export function quotePgconf(value: unknown): string {
  return `'${textOf(value, 'the value of a PostgreSQL setting').replace(/['\\\n\r\t]/g, (c) => escapes[c] ?? c)}'`
}
