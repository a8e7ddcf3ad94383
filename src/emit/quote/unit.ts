import { InexpressibleValue } from '../inexpressible.js'
import { demandBareEdges, lineOf, textOf } from './line.js'

/** The value of a setting of a systemd unit other than the Exec lines, without specifiers. */
export function quoteUnit(value: unknown): string {
  const what = 'a value in a systemd unit'
  const text = lineOf(value, what)
  if (text === '') throw new InexpressibleValue(value, `${what} cannot be empty: that would reset the setting`)
  if (text.endsWith('\\')) throw new InexpressibleValue(value, `${what} cannot end with a backslash: that would continue the line`)
  demandBareEdges(text, what)
  return text.replaceAll('%', '%%')
}

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** One word of an Exec line of a systemd unit, without specifiers and variables. */
export function quoteExec(value: unknown): string {
  const text = textOf(value, 'a word of a systemd command').replaceAll('%', '%%').replaceAll('$', '$$$$')
  if (/^[A-Za-z0-9_./:,=@+%$-]+$/.test(text)) return text
  return `"${text.replace(/[\x01-\x1f\x7f"\\]/g, (c) => escapes[c] ?? `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`
}
