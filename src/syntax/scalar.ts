import type { Scalar, ScalarNode } from './node.js'

export interface Resolved {
  readonly value: Scalar
  readonly type: ScalarNode['type']
}

// The patterns are those of YAML 1.1 as PyYAML applies them; a float wants a dot, and its exponent a sign.
const float =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/
const int = /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/
const timestamp =
  /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$/
const looseFloat = /^[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?$/

const words = new Map<string, Resolved>()
for (const [word, value] of [
  ['yes', true],
  ['on', true],
  ['true', true],
  ['no', false],
  ['off', false],
  ['false', false],
] as const) {
  for (const form of [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)]) words.set(form, { value, type: 'bool' })
}
for (const form of ['', '~', 'null', 'Null', 'NULL']) words.set(form, { value: null, type: 'null' })

/**
 * The value and type of a plain scalar, as PyYAML's SafeLoader gives them; undefined where that fails:
 * a date that does not exist, digits missing after 0x or 0b, and the reserved `=` and `<<`.
 *
 * An int beyond 2^53 has its exact decimal digits as a string for value, since a number would lose some; its type stays 'int'.
 */
export function resolvePlain(text: string): Resolved | undefined {
  const first = text.charCodeAt(0)
  // 48..57 are the digits; with + - . they are all that begins a number or a date.
  if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) {
    if (float.test(text)) return { value: readFloat(text), type: 'float' }
    if (int.test(text)) return readInt(text)
    if (timestamp.test(text)) return readDate(text)
    return { value: text, type: 'string' }
  }
  if (text === '=' || text === '<<') return undefined
  return (text.length < 6 ? words.get(text) : undefined) ?? { value: text, type: 'string' }
}

/** The value of a scalar with one of the tags `!!str !!int !!float !!bool !!null !!timestamp`, by the tag's last word; undefined if it does not fit. */
export function resolveTagged(tag: string, text: string): Resolved | undefined {
  switch (tag) {
    case 'str':
      return { value: text, type: 'string' }
    case 'null':
      return { value: null, type: 'null' }
    case 'bool': {
      const word = words.get(text.toLowerCase())
      return word?.type === 'bool' ? word : undefined
    }
    case 'int':
      return int.test(text) ? readInt(text) : undefined
    case 'float':
      return float.test(text) || looseFloat.test(text) ? { value: readFloat(text), type: 'float' } : undefined
    case 'timestamp':
      return timestamp.test(text) ? readDate(text) : undefined
    default:
      return undefined
  }
}

function readInt(text: string): Resolved | undefined {
  const negative = text.startsWith('-')
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '')
  const exact = readDigits(digits)
  if (exact === undefined) return undefined
  const signed = negative ? -exact : exact
  const value = Number(signed)
  return { value: Number.isSafeInteger(value) ? value : String(signed), type: 'int' }
}

function readDigits(digits: string): bigint | undefined {
  if (digits === '0b' || digits === '0x') return undefined
  if (/^0[bx]/.test(digits)) return BigInt(digits)
  if (/^0./.test(digits)) return BigInt(`0o${digits.slice(1)}`)
  return digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n)
}

function readFloat(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '').toLowerCase()
  if (digits === '.inf') return sign * Number.POSITIVE_INFINITY
  if (digits === '.nan') return Number.NaN
  // From the last part to the first, as PyYAML adds them: in floats the order decides the last digit.
  let base = 1
  let sum = 0
  for (const part of digits.split(':').reverse()) {
    sum += Number(part) * base
    base *= 60
  }
  return sign * sum
}

function readDate(text: string): Resolved | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/[^0-9]+/, 6).map(Number)
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  const zone = /[-+]([0-9]{1,2})(?::([0-9]{2}))?$/.exec(text.slice(10))
  const offset = zone === null ? 0 : Number(zone[1]) * 60 + Number(zone[2] ?? 0)
  const exists = year >= 1 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60 && offset < 24 * 60
  return exists ? { value: text, type: 'date' } : undefined
}
