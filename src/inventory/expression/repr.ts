import { type Place, unknown } from './trouble.js'
import { defined, Kept, Namespace, Undefined, type Value } from './value.js'

/** Python's `str()`: what a value is inside a longer text. `place` is blamed for what has no such text here. */
export function pythonText(value: Value, place: Place): string {
  const known = defined(value)
  if (known instanceof Kept) return known.text
  return typeof known === 'string' ? known : repr(known, place)
}

/** Python's `repr()`. Of something undefined in a list Ansible writes words of its own, which nobody means. */
function repr(known: Value, place: Place): string {
  if (known instanceof Undefined) throw unknown(known.trouble.place, known.trouble.message)
  if (known === null) return 'None'
  if (known === true) return 'True'
  if (known === false) return 'False'
  if (known instanceof Kept) return quoted(known.text)
  if (typeof known === 'string') return quoted(known)
  if (typeof known === 'number') return floatText(known)
  if (typeof known === 'bigint') return String(known)
  if (Array.isArray(known)) return `[${known.map((item) => repr(item, place)).join(', ')}]`
  if (known instanceof Namespace) throw unknown(place, `${known.what} as a whole is not evaluated: name one of its variables`)
  return `{${[...known].map(([key, item]) => `${repr(key, place)}: ${repr(item, place)}`).join(', ')}}`
}

/** The shortest digits that read back as the same number; an exponent from 1e16 on and below 1e-4. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf'
  if (Object.is(value, -0)) return '-0.0'
  const [digits = '', power = '0'] = value.toExponential().split('e')
  const exponent = Number(power)
  if (value !== 0 && (exponent < -4 || exponent >= 16)) return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  const text = String(value)
  return /[.e]/.test(text) ? plainDecimal(text) : `${text}.0`
}

/** JavaScript writes an exponent only below 1e-6; above that the digits are the same. */
function plainDecimal(text: string): string {
  return text.includes('e') ? Number(text).toFixed(20).replace(/0+$/, '') : text
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  let out = quote
  for (const character of text) out += character === quote || character === '\\' ? `\\${character}` : escaped(character)
  return out + quote
}

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Control characters, separators but the space, and what is no character at all. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}\p{Zs}]/u

function escaped(character: string): string {
  if (character === ' ' || !unprintable.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  return named[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`)
}
