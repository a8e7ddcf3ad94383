import { InexpressibleValue } from '../inexpressible.js'
import { lineOf } from './line.js'

/** The address of a hosts record: bare, as dnsmasq drops a line whose address carries a mask. */
export function quoteAddress(value: unknown): string {
  const text = lineOf(value, 'the address of a hosts record')
  if (!/^([0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/.test(text)) {
    throw new InexpressibleValue(value, 'a hosts record needs an IPv4 or IPv6 address without mask, port or brackets')
  }
  return text
}

/** One name of a hosts record. */
export function quoteHostname(value: unknown): string {
  const what = 'a name in a hosts record'
  const name = lineOf(value, what)
  if (!/^[A-Za-z0-9_.-]+$/.test(name)) throw new InexpressibleValue(value, `${what} can hold only letters, digits and - _ .`)
  return name
}
