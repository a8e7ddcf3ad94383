/** What a number of a server setting counts without a unit. Time: ms, s, min; memory: B, kB, blocks of 8kB, MB. */
export type Unit = 'ms' | 's' | 'min' | 'B' | 'kB' | '8kB' | 'MB'

/** How many base units one of a written unit is. The order is PostgreSQL's, which rounds to the next smaller unit. */
type Scale = readonly (readonly [unit: string, factor: number])[]

const time = (milliseconds: number): Scale => [
  ['d', 86400000 / milliseconds],
  ['h', 3600000 / milliseconds],
  ['min', 60000 / milliseconds],
  ['s', 1000 / milliseconds],
  ['ms', 1 / milliseconds],
  ['us', 1 / (1000 * milliseconds)],
]

const memory = (bytes: number): Scale => [
  ['TB', 1099511627776 / bytes],
  ['GB', 1073741824 / bytes],
  ['MB', 1048576 / bytes],
  ['kB', 1024 / bytes],
  ['B', 1 / bytes],
]

const scales: Readonly<Record<Unit, Scale>> = {
  ms: time(1),
  s: time(1000),
  min: time(60000),
  B: memory(1),
  kB: memory(1024),
  '8kB': memory(8192),
  MB: memory(1048576),
}

/** The units that a number of a setting can have, smallest first. */
export function unitsOf(unit: Unit): string[] {
  return scales[unit].map(([name]) => name).reverse()
}

/** Any beginning of true, false, yes, no, on and off that is clear, and 1 and 0; case makes no difference. */
export function parseBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase()
  if (/^(?:1|on|t(?:r(?:ue?)?)?|y(?:es?)?)$/.test(word)) return true
  if (/^(?:0|off?|f(?:a(?:l(?:se?)?)?)?|no?)$/.test(word)) return false
  return undefined
}

export type NumberProblem = 'form' | 'unit' | 'size'

/** A number in base units, or what is wrong: `form` no number, `unit` a unit it cannot have, `size` beyond what PostgreSQL can hold. */
export type ParsedNumber = { readonly value: number } | { readonly problem: NumberProblem }

const blanks = '[ \\t\\n\\v\\f\\r]*'
const integerStart = new RegExp(`^${blanks}[+-]?(?:0[xX][0-9a-fA-F]+|[0-9]+)`)
const realStart = new RegExp(
  `^${blanks}([+-]?)(0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)(?:[pP][+-]?[0-9]+)?|(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|inf(?:inity)?)`,
  'i',
)

/** As PostgreSQL's integers: C's notations, 010 is eight; a fraction, with or without a unit, is rounded to an even number where it is half way. */
export function parseInteger(text: string, unit?: Unit): ParsedNumber {
  const number = integer(text) ?? real(text)
  if (number === undefined || number === 'none') return { problem: 'form' }
  const converted = convert(number.value, text.slice(number.length), unit)
  if ('problem' in converted) return converted
  const value = roundEven(converted.value)
  return value > 2147483647 || value < -2147483648 ? { problem: 'size' } : { value }
}

/** As PostgreSQL's floating point numbers: also 1e3 and C's hexadecimal notation. */
export function parseReal(text: string, unit?: Unit): ParsedNumber {
  const number = real(text)
  return number === undefined ? { problem: 'form' } : convert(number.value, text.slice(number.length), unit)
}

interface Start {
  readonly value: number
  /** Characters that the number takes. */
  readonly length: number
}

/** C's strtol with base 0; undefined where PostgreSQL goes on to try a real number, which it does not for a dot behind blanks or a sign. */
function integer(text: string): Start | 'none' | undefined {
  const start = integerStart.exec(text)?.[0]
  if (start === undefined) return text.startsWith('.') ? undefined : 'none'
  const digits = start.trim().replace(/^[+-]/, '')
  const octal = /^0[0-7]*/.exec(digits)?.[0]
  const isHex = /^0x/i.test(digits)
  const taken = isHex || octal === undefined ? digits : octal
  const length = start.length - digits.length + taken.length
  const size = isHex ? BigInt(taken) : octal === undefined ? BigInt(taken) : BigInt(`0o0${taken.slice(1)}`)
  if (/[.eE]/.test(text.charAt(length)) || size > 9223372036854775807n) return undefined
  return { value: start.includes('-') ? -Number(size) : Number(size), length }
}

/** C's strtod. */
function real(text: string): Start | undefined {
  const match = realStart.exec(text)
  const [start, sign, body] = match ?? []
  if (start === undefined || body === undefined) return undefined
  const isInfinite = /^inf/i.test(body)
  const size = isInfinite ? Number.POSITIVE_INFINITY : /^0x/i.test(body) ? hexadecimal(body) : Number(body)
  const tooSmall = size < 2.2250738585072014e-308 && /[1-9a-f]/i.test(body.replace(/^0x/i, '').replace(/(?:[eE](?=[+-]?\d+$)|[pP]).*$/, ''))
  if ((size === Number.POSITIVE_INFINITY && !isInfinite) || tooSmall) return undefined
  return { value: sign === '-' ? -size : size, length: start.length }
}

function hexadecimal(body: string): number {
  const [mantissa = '', exponent = '0'] = body.slice(2).split(/p/i)
  const [whole = '', fraction = ''] = mantissa.split('.')
  const digits = Number.parseInt(`0${whole}${fraction}`, 16)
  return digits * 2 ** (Number(exponent) - 4 * fraction.length)
}

function convert(value: number, rest: string, unit: Unit | undefined): ParsedNumber {
  const blank = new RegExp(`^${blanks}`)
  const written = rest.replace(blank, '')
  if (written === '') return { value }
  if (unit === undefined) return { problem: 'unit' }
  const name = written.replace(new RegExp(`${blanks}$`), '')
  const scale = scales[unit]
  const index = scale.findIndex(([known]) => known === name)
  const factor = scale[index]?.[1]
  if (factor === undefined) return { problem: 'unit' }
  const smaller = scale[index + 1]?.[1]
  const converted = value * factor
  return { value: smaller === undefined ? converted : roundEven(converted / smaller) * smaller }
}

/** C's rint. */
function roundEven(value: number): number {
  const floor = Math.floor(value)
  const over = value - floor
  if (over === 0.5) return floor % 2 === 0 ? floor : floor + 1
  return over < 0.5 ? floor : floor + 1
}
