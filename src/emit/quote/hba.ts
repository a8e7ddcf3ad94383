import { Bug, invariant } from '../../diagnostics/invariant.js'
import { InexpressibleValue } from '../inexpressible.js'
import { lineOf } from './line.js'

const keywords = /^(all|sameuser|samerole|samegroup|replication)$/i

/** The type or the method of an HBA line, padded to `width` columns. */
export function quoteHbaWord(value: unknown, width: unknown = 0): string {
  const word = lineOf(value, 'a word of an HBA line')
  if (!/^[a-z0-9_-]+$/.test(word)) throw new InexpressibleValue(word, 'a word of an HBA line can hold only lower-case letters, digits and _ -')
  return padded(word, width)
}

/** The HbaTokens of one column, joined by commas; double quotes switch off keywords and prefixes. Padded to `width` columns. */
export function quoteHbaList(tokens: unknown, width: unknown = 0): string {
  invariant(Array.isArray(tokens) && tokens.length > 0, 'an HBA column must be a list with at least one token')
  return padded(tokens.map(quoteToken).join(','), width)
}

/** An HbaAddress, padded to `width` columns. */
export function quoteHbaAddress(address: unknown, width: unknown = 0): string {
  invariant(typeof address === 'object' && address !== null, 'an HBA address must be an object')
  if ('network' in address) {
    const { network } = address as { network: { address: { text: string }; prefixLength: number } }
    return padded(`${lineOf(network.address.text, 'an address')}/${network.prefixLength}`, width)
  }
  if ('keyword' in address) return quoteHbaWord(address.keyword, width)
  if ('hostName' in address) return padded(name(address.hostName, 'a host name in an HBA line'), width)
  throw new Bug('an HBA address must have a network, a keyword or a host name')
}

function quoteToken(token: unknown): string {
  invariant(typeof token === 'object' && token !== null, 'an HBA token must be an object')
  if ('keyword' in token) return quoteHbaWord(token.keyword)
  if ('name' in token) return name(token.name, 'a name in an HBA line')
  if ('group' in token) return `+${named(token.group, 'a role group in an HBA line')}`
  if ('file' in token) return `@${named(token.file, 'a file in an HBA line')}`
  if ('pattern' in token) return quotedWhereNeeded(`/${lineOf(token.pattern, 'a regular expression in an HBA line')}`)
  throw new Bug('an HBA token must have a keyword, a name, a group, a file or a pattern')
}

function name(value: unknown, what: string): string {
  const text = lineOf(value, what)
  // Since PostgreSQL 16 not even quotes keep such a name from being a regular expression.
  if (text.startsWith('/')) throw new InexpressibleValue(value, `${what} cannot begin with a slash`)
  return named(value, what)
}

/** The same after a prefix, where a slash means nothing. */
function named(value: unknown, what: string): string {
  const text = lineOf(value, what)
  if (text === '') throw new InexpressibleValue(value, `${what} cannot be empty`)
  return keywords.test(text) || /^[+@]/.test(text) ? quoted(text) : quotedWhereNeeded(text)
}

function quotedWhereNeeded(text: string): string {
  return /^[A-Za-z0-9_$/][A-Za-z0-9_$.@/^-]*$/.test(text) ? text : quoted(text)
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

function padded(text: string, width: unknown): string {
  invariant(typeof width === 'number', 'a width must be a number')
  return text.padEnd(width)
}
