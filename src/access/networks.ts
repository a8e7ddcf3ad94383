import { addressRange, everywhere, v6 } from '../model/connection-space.js'
import { type Intervals, without } from '../model/intervals.js'
import { type Address, addressText, bitsOf, type Network, parseAddress, parseNetwork } from '../syntax/address.js'

/** Networks as one set on the line of `addressRange`, in any order and however they overlap. */
export function rangesOf(networks: readonly Network[]): Intervals {
  return merged(networks.map(addressRange))
}

/** A set of ranges in any order as ascending, disjoint ones, IPv4 and IPv6 apart. Within a family ranges that touch become one. */
export function merged(ranges: Intervals): Intervals {
  const found: [bigint, bigint][] = []
  for (const [from, to] of ranges.flatMap(byFamily).sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))) {
    const last = found.at(-1)
    if (last !== undefined && (from <= last[1] || (from === last[1] + 1n && from !== v6))) last[1] = to > last[1] ? to : last[1]
    else found.push([from, to])
  }
  return found
}

export function union(...sets: readonly Intervals[]): Intervals {
  return merged(sets.flat())
}

/** The place of one address on the line. */
export function placeOf(address: Address): bigint {
  return addressRange({ address, prefixLength: bitsOf(address.family) })[0]
}

/** An address of which IPv4-mapped IPv6 is another spelling: a client that connects to it comes in over IPv4. */
export function unmapped(address: Address): Address {
  if (address.family === 4 || address.number >> 32n !== 0xffffn) return address
  const number = address.number & 0xffffffffn
  return { family: 4, number, text: addressText(4, number) }
}

/** The set exactly, range by range: a network where it is one, else `first-last`. */
export function rangeTexts(ranges: Intervals): readonly string[] {
  return merged(ranges).map((range) => {
    const networks = cover(range)
    return networks.length === 1 ? (networks[0] ?? '') : `${textAt(range[0])}-${textAt(range[1])}`
  })
}

const allBut = 'anywhere but '

/** The set exactly, in the shortest of three forms: networks, ranges, or what it leaves out. */
export function rangesText(ranges: Intervals): string {
  const networks = (set: Intervals): string => merged(set).flatMap(cover).join(', ')
  const own = networks(ranges)
  // One network is shorter than any other form of it.
  if (own !== '' && own.length <= allBut.length) return own
  const rest = without(everywhere, ranges)
  if (rest.length === 0) return 'anywhere'
  return [own, rangeTexts(ranges).join(', '), `${allBut}${networks(rest)}`].reduce((best, text) => (text.length < best.length ? text : best))
}

function byFamily([from, to]: Intervals[number]): [bigint, bigint][] {
  if (from >= v6 || to < v6) return [[from, to]]
  return [
    [from, v6 - 1n],
    [v6, to],
  ]
}

/** The loopback networks of both families: whoever uses one is on the machine. */
export const loopbacks: Intervals = rangesOf(['127.0.0.0/8', '::1/128'].flatMap((text) => parseNetwork(text) ?? []))

/** What programs on the machine use of them, and access rules name. */
export const localhost: Intervals = rangesOf(['127.0.0.1/32', '::1/128'].flatMap((text) => parseNetwork(text) ?? []))

/** Addresses that documents use as examples: they tell more than the first of a network, which is seldom a client's. */
const examples = ['203.0.113.7', '2001:db8::7', '10.0.0.7'].flatMap((text) => parseAddress(text) ?? [])

/** One address of the set. */
export function exampleIn(ranges: Intervals): Address | undefined {
  const [range] = ranges
  if (range === undefined) return undefined
  const usual = examples.find((address) => ranges.some(([from, to]) => from <= placeOf(address) && placeOf(address) <= to))
  return usual ?? addressAt(range[1] > range[0] ? range[0] + 1n : range[0])
}

function addressAt(place: bigint): Address {
  const family = place < v6 ? 4 : 6
  const number = family === 4 ? place : place - v6
  return { family, number, text: addressText(family, number) }
}

function textAt(place: bigint): string {
  return addressAt(place).text
}

/** The fewest networks that are exactly a range of one family. */
function cover([from, to]: Intervals[number]): string[] {
  const family = from < v6 ? 4 : 6
  const start = family === 4 ? 0n : v6
  const texts: string[] = []
  for (let at = from; at <= to; ) {
    // As far as the address is aligned, but not beyond the end.
    const aligned = at === start ? bitsOf(family) : bitLength((at - start) & (start - at)) - 1
    const bits = Math.min(aligned, bitLength(to - at + 1n) - 1)
    texts.push(`${textAt(at)}/${bitsOf(family) - bits}`)
    at += 1n << BigInt(bits)
  }
  return texts
}

/** Of a positive number. */
function bitLength(number: bigint): number {
  const digits = number.toString(16)
  return (digits.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(digits[0] ?? '0', 16)))
}
