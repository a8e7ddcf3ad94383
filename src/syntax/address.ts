/** An IP address: its family, its number, and its canonical text (RFC 5952 for IPv6). */
export interface Address {
  readonly family: 4 | 6
  readonly number: bigint
  readonly text: string
}

/** An address with a prefix length, as in 10.0.0.0/8. `address` keeps its host bits. */
export interface Network {
  readonly address: Address
  readonly prefixLength: number
}

/** Reads an IPv4 or IPv6 literal; undefined where the text is neither. IPv4 octets have no leading zeros (RFC 6943 section 3.1.1). */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text)
}

/** Reads `address/length`; a bare address is a network of one host only where `bare` allows it. */
export function parseNetwork(text: string, bare = false): Network | undefined {
  const slash = text.indexOf('/')
  const address = parseAddress(slash === -1 ? text : text.slice(0, slash))
  if (address === undefined) return undefined
  const width = bitsOf(address.family)
  if (slash === -1) return bare ? { address, prefixLength: width } : undefined
  const length = text.slice(slash + 1)
  if (!/^\d{1,3}$/.test(length) || Number(length) > width) return undefined
  return { address, prefixLength: Number(length) }
}

/** Width of an address in bits: 32 or 128. */
export function bitsOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128
}

/** Whether the network holds the address. */
export function contains(network: Network, address: Address): boolean {
  if (network.address.family !== address.family) return false
  const shift = BigInt(bitsOf(address.family) - network.prefixLength)
  return network.address.number >> shift === address.number >> shift
}

/** IPv4 before IPv6, then by number. */
export function compareAddresses(a: Address, b: Address): number {
  return a.family - b.family || (a.number < b.number ? -1 : a.number > b.number ? 1 : 0)
}

/** `address:port`, with the brackets that an IPv6 address needs. */
export function endpoint(address: Address, port: number): string {
  return address.family === 6 ? `[${address.text}]:${port}` : `${address.text}:${port}`
}

/** The canonical text of an address. */
export function addressText(family: 4 | 6, number: bigint): string {
  const width = family === 4 ? 8 : 16
  const parts = Array.from({ length: bitsOf(family) / width }, (_, index) => Number(BigInt.asUintN(width, number >> BigInt(index * width)))).reverse()
  return family === 4 ? parts.join('.') : canonicalV6(parts)
}

function parseV4(text: string): Address | undefined {
  const octets = text.split('.')
  if (octets.length !== 4) return undefined
  let number = 0n
  for (const octet of octets) {
    if (!/^(0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255) return undefined
    number = number * 256n + BigInt(octet)
  }
  return { family: 4, number, text }
}

function parseV6(text: string): Address | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const parts = halves.map((half) => (half === '' ? [] : half.split(':')))
  const end = expandTail(parts.pop() ?? [])
  if (end === undefined) return undefined
  const [head, tail] = [parts[0] ?? [], end]
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const all = [...head, ...Array<string>(missing).fill('0'), ...tail]
  if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined
  const words = all.map((group) => Number.parseInt(group, 16))
  return { family: 6, number: words.reduce((sum, word) => sum * 65536n + BigInt(word), 0n), text: canonicalV6(words) }
}

/** The last group may be an IPv4 literal: two groups then. */
function expandTail(groups: string[]): string[] | undefined {
  const last = groups.at(-1)
  if (last === undefined || !last.includes('.')) return groups
  const v4 = parseV4(last)
  if (v4 === undefined) return undefined
  return [...groups.slice(0, -1), (v4.number >> 16n).toString(16), (v4.number & 0xffffn).toString(16)]
}

function canonicalV6(words: number[]): string {
  let best = { start: -1, length: 1 }
  for (let start = 0; start < 8; start++) {
    let length = 0
    while (words[start + length] === 0) length++
    if (length > best.length) best = { start, length }
  }
  const hex = words.map((word) => word.toString(16))
  if (best.start === -1) return hex.join(':')
  return `${hex.slice(0, best.start).join(':')}::${hex.slice(best.start + best.length).join(':')}`
}
