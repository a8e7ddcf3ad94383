/** A host key taken apart: the names it stands for, and the ssh port behind it, which no file needs. */
export interface HostPattern {
  readonly names: readonly string[]
  readonly port?: number
}

/** How many hosts one key may stand for: more is a slip of the keyboard. */
const limit = 65536

/**
 * Expands a host key as Ansible does: `10.10.10.[11:13]`, `db[01:20]`, `[a:c].example`, `[0:10:2]`, several ranges in one name,
 * and an optional `:port`. Returns the reason as text where the range has none.
 */
export function expandHosts(pattern: string): HostPattern | string {
  // Most are a name or an address alone.
  if (!/[[\]:]/.test(pattern)) return { names: [pattern] }
  const { name, port } = splitPort(pattern)
  const names = expand(name)
  if (typeof names === 'string') return names
  return port === undefined ? { names } : { names, port }
}

function splitPort(pattern: string): { name: string; port?: number } {
  const bracketed = /^\[([0-9a-fA-F:.]+)\](?::(\d+))?$/.exec(pattern)
  if (bracketed?.[1]?.includes('::') || (bracketed?.[1]?.split(':').length ?? 0) > 3)
    return { name: bracketed?.[1] ?? pattern, ...(bracketed?.[2] === undefined ? {} : { port: Number(bracketed[2]) }) }
  const outside = pattern.replace(/\[[^\]]*\]/g, '')
  const match = /^[^:]*:(\d+)$/.exec(outside)
  if (match === null) return { name: pattern }
  return { name: pattern.slice(0, pattern.lastIndexOf(':')), port: Number(match[1]) }
}

function expand(name: string): string[] | string {
  const open = name.indexOf('[')
  if (open === -1) return name.includes(']') ? 'a `]` without its `[`' : [name]
  const close = name.indexOf(']', open)
  if (close === -1) return 'a `[` without its `]`'
  const inner = values(name.slice(open + 1, close))
  if (typeof inner === 'string') return inner
  const tails = expand(name.slice(close + 1))
  if (typeof tails === 'string') return tails
  if (inner.length * tails.length > limit) return `more than ${limit} hosts`
  const head = name.slice(0, open)
  return inner.flatMap((value) => tails.map((tail) => head + value + tail))
}

function values(range: string): string[] | string {
  const parts = range.split(':')
  if (parts.length < 2 || parts.length > 3) return `\`[${range}]\` is no range: write \`[first:last]\` or \`[first:last:step]\``
  const [first = '', last = '', stride = '1'] = parts
  const step = Number(stride)
  if (!/^\d+$/.test(stride) || step < 1) return `the step \`${stride}\` is no positive number`
  if (/^[A-Za-z]$/.test(first) && /^[A-Za-z]$/.test(last)) return letters(first, last, step)
  if (!/^\d*$/.test(first) || !/^\d+$/.test(last)) return `\`[${range}]\` needs two numbers or two letters`
  if (first.length > 1 && first.startsWith('0') && first.length !== last.length) return `\`${first}\` and \`${last}\` must have the same number of digits`
  return numbers(first === '' ? '0' : first, last, step)
}

function numbers(first: string, last: string, step: number): string[] | string {
  const [from, to] = [Number(first), Number(last)]
  if (from > to) return `the range ends (${last}) before it begins (${first})`
  if ((to - from) / step > limit) return `more than ${limit} hosts`
  const width = first.length > 1 && first.startsWith('0') ? first.length : 0
  const result: string[] = []
  for (let value = from; value <= to; value += step) result.push(String(value).padStart(width, '0'))
  return result
}

/** Python's order of letters, which Ansible takes. */
const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

function letters(first: string, last: string, step: number): string[] | string {
  const [from, to] = [alphabet.indexOf(first), alphabet.indexOf(last)]
  if (from > to) return `the range ends (${last}) before it begins (${first})`
  const result: string[] = []
  for (let at = from; at <= to; at += step) result.push(alphabet.charAt(at))
  return result
}
