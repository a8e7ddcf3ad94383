import { everywhere, v6 } from '../model/connection-space.js'
import { type Intervals, without } from '../model/intervals.js'
import { parseAddress } from '../syntax/address.js'
import { loopbacks, placeOf, rangesOf, union } from './networks.js'

const families: Readonly<Record<4 | 6, Intervals>> = { 4: [[0n, v6 - 1n]], 6: without(everywhere, [[0n, v6 - 1n]]) }

/**
 * From which addresses a daemon that binds these can be reached at all. Who uses a loopback address is on the machine of the daemon. A machine of
 * another family never arrives; a firewall between them is not looked at.
 */
export function listensFor(addresses: readonly string[]): Intervals {
  return union(...addresses.map(reachOf))
}

function reachOf(text: string): Intervals {
  if (text === '*') return everywhere
  if (text === 'localhost') return loopbacks
  const address = parseAddress(text)
  if (address === undefined) return []
  const family = families[address.family]
  // The wildcard: 0.0.0.0 or ::.
  if (address.number === 0n) return family
  const own = rangesOf([{ address, prefixLength: address.family === 4 ? 32 : 128 }])
  const local = loopbacks.some(([from, to]) => from <= placeOf(address) && placeOf(address) <= to)
  const inFamily = loopbacks.filter(([from]) => from < v6 === (address.family === 4))
  return local ? inFamily : union(own, without(family, loopbacks))
}
