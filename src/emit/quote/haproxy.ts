import { invariant } from '../../diagnostics/invariant.js'
import { InexpressibleValue } from '../inexpressible.js'
import { lineOf } from './line.js'

/** One word of a line of haproxy.cfg. Single quotes switch off every other sign, so a quote itself stands outside of them. */
export function quoteHaproxy(value: unknown): string {
  const what = 'a HAProxy argument'
  const text = lineOf(value, what)
  // HAProxy takes an empty argument for the end of the line.
  if (text === '') throw new InexpressibleValue(value, `${what} cannot be empty`)
  return /^[A-Za-z0-9_./:,=@%+*~(){}[\]!<>|&?-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** The words of a line, or of the rest of one. */
export function quoteHaproxyWords(value: unknown): string {
  invariant(Array.isArray(value) && value.length > 0, 'a HAProxy line got no words')
  return value.map(quoteHaproxy).join(' ')
}

/** The name of a proxy, server, user list or acl. */
export function quoteHaproxyName(value: unknown): string {
  const what = 'a HAProxy name'
  const name = lineOf(value, what)
  if (!/^[A-Za-z0-9_.:-]+$/.test(name)) throw new InexpressibleValue(value, `${what} can hold only letters, digits and - _ . :`)
  return name
}
