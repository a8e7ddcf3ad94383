import { Bug, invariant } from '../../diagnostics/invariant.js'
import { InexpressibleValue } from '../inexpressible.js'
import { lineOf } from './line.js'

/** One element of an HBA column: a word with a meaning of its own, the name of a role or database, or all members of a role. */
export type HbaToken = { readonly keyword: string | number } | { readonly name: string } | { readonly group: string }

const keywords = /^(all|sameuser|samerole|samegroup|replication)$/i

/** An element of a line of pg_hba.conf or pgb_hba.conf; double quotes switch off keywords and prefixes. */
export function quoteHba(token: unknown): string {
  invariant(typeof token === 'object' && token !== null, 'an HBA token must be an object')
  if ('keyword' in token) {
    const word = lineOf(token.keyword, 'a word of an HBA line')
    if (!/^[A-Za-z0-9_.:/=-]+$/.test(word)) throw new InexpressibleValue(word, 'a word of an HBA line can hold only letters, digits and _ . : / = -')
    return word
  }
  if ('name' in token) return name(token.name, 'a name in an HBA line')
  if ('group' in token) return `+${name(token.group, 'a role group in an HBA line')}`
  throw new Bug('an HBA token must have a keyword, a name or a group')
}

/** The elements of one column, joined by commas. */
export function quoteHbaList(tokens: unknown): string {
  invariant(Array.isArray(tokens) && tokens.length > 0, 'an HBA column must be a list with at least one token')
  return tokens.map(quoteHba).join(',')
}

function name(value: unknown, what: string): string {
  const text = lineOf(value, what)
  if (text === '') throw new InexpressibleValue(value, `${what} cannot be empty`)
  return /^[A-Za-z0-9_$][A-Za-z0-9_$.-]*$/.test(text) && !keywords.test(text) ? text : `"${text.replaceAll('"', '""')}"`
}
