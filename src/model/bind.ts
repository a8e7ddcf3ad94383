import { endpoint, parseAddress } from '../syntax/address.js'
import type { Host } from './model.js'

/** What HAProxy may bind: `*` for every address, or an IP literal in its canonical text (brackets around IPv6 are taken off); undefined for anything else. */
export function bindAddress(text: string): string | undefined {
  return text === '*' ? text : parseAddress(text.replace(/^\[(.*:.*)\]$/, '$1'))?.text
}

/** The words after `bind`. For HAProxy `*` is IPv4 only, so that on a host with an IPv6 address nobody could connect (KD-55): there it becomes both families. */
export function bindWords(host: Host, address: string, port: number): readonly string[] {
  const literal = parseAddress(address)
  if (literal !== undefined) return [endpoint(literal, port)]
  return host.address.family === 6 ? [`[::]:${port}`, 'v4v6'] : [`*:${port}`]
}
