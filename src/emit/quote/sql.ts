import { connectionString, type SqlValue, type Statement } from '../../artifacts/statement.js'
import { invariant } from '../../diagnostics/invariant.js'
import { InexpressibleValue } from '../inexpressible.js'
import { textOf as anyTextOf, lineOf } from './line.js'

/** What the server keeps of a name; it cuts the rest off, and says so only in a notice. */
const nameBytes = 63

/** Scripts share most of their statements. */
const known = new WeakMap<Statement, string>()

/** One statement of a psql script with its values quoted. psql expands nothing inside quotes. */
export function quoteSql(value: unknown): string {
  invariant(isStatement(value), 'sql() prints statements only')
  const text = known.get(value) ?? quoted(value)
  known.set(value, text)
  return text
}

function quoted(value: Statement): string {
  return value.parts.map((part) => (typeof part === 'string' ? part : quoteValue(part))).join('') + value.end
}

function quoteValue(value: SqlValue): string {
  if ('name' in value) return quoteName(value.name)
  if ('text' in value) return quoteText(value.text)
  if ('argument' in value) return `'${lineOf(value.argument, 'an argument of psql').replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
  return `"${connectionString(lineOf(value.database, 'the name of a database')).replaceAll('"', '""')}"`
}

/** Line feeds may stand in quotes; a carriage return would be taken for one by whoever edits the script. */
function textOf(value: string, what: string): string {
  const text = anyTextOf(value, what)
  if (text.includes('\r')) throw new InexpressibleValue(value, `${what} cannot hold a carriage return`)
  return text
}

function quoteName(name: string): string {
  const what = 'a name in PostgreSQL'
  const text = textOf(name, what)
  if (text === '') throw new InexpressibleValue(name, `${what} cannot be empty`)
  if (new TextEncoder().encode(text).length > nameBytes) throw new InexpressibleValue(name, `${what} has at most ${nameBytes} bytes`)
  return `"${text.replaceAll('"', '""')}"`
}

function quoteText(value: string): string {
  const text = textOf(value, 'an SQL literal').replaceAll("'", "''")
  return text.includes('\\') ? `E'${text.replaceAll('\\', '\\\\')}'` : `'${text}'`
}

function isStatement(value: unknown): value is Statement {
  return typeof value === 'object' && value !== null && 'parts' in value && Array.isArray(value.parts) && 'end' in value
}
