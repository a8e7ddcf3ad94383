import { invariant } from '../../diagnostics/invariant.js'
import { Float } from '../../syntax/float.js'
import { InexpressibleValue } from '../inexpressible.js'

/**
 * A YAML scalar that PyYAML, the YAML packages of Go and serde_yaml read alike, in YAML 1.1 and 1.2: strings in double quotes with
 * the escapes of JSON, numbers, booleans and null plain, a Float always with a fraction.
 */
export function quoteYaml(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return number(value, Number.isInteger(value))
  if (value instanceof Float) return number(value.value, false)
  invariant(typeof value === 'string', 'a YAML scalar got a value that is not a scalar')
  return quoted(value)
}

/**
 * Any nested value (scalars, Float, lists, Map, records; entries that are undefined are left out) in block style, every line
 * indented by `indent` blanks and without a final newline. Text of several lines becomes a literal block where that keeps it exactly.
 */
export function quoteYamlBlock(value: unknown, indent: unknown): string {
  invariant(typeof indent === 'number' && Number.isInteger(indent) && indent >= 0, 'block() needs its indentation')
  const pad = ' '.repeat(indent)
  return pad + block(value, pad)
}

/** A value whose first line stands where it begins; the lines below it begin with `pad`. */
function block(value: unknown, pad: string): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : value.map((item) => `- ${block(item, `${pad}  `)}`).join(`\n${pad}`)
  if (typeof value === 'object' && value !== null && !(value instanceof Float)) {
    let text = ''
    for (const [key, item] of value instanceof Map ? value : Object.entries(value))
      if (item !== undefined) text += `${text === '' ? '' : `\n${pad}`}${keyOf(key)}:${below(item, pad)}`
    return text === '' ? '{}' : text
  }
  if (typeof value === 'string' && isLiteral(value)) return `|-\n${value.replace(/^.*$/gm, (line) => (line === '' ? pad : `${pad}  ${line}`))}`
  return quoteYaml(value)
}

/** What stands after the colon of a key. */
function below(item: unknown, pad: string): string {
  if (isScalar(item)) return ` ${block(item, pad)}`
  const text = block(item, `${pad}  `)
  return text === '{}' || text === '[]' ? ` ${text}` : `\n${pad}  ${text}`
}

/** Plain text of several lines, such as a query, is easier to read as it is. Anything that a literal block could change stays in quotes. */
function isLiteral(text: string): boolean {
  return text.includes('\n') && /^[\x21-\x7e]/.test(text) && /^[\x20-\x7e\n]*[\x21-\x7e]$/.test(text) && !/ \n/.test(text)
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null || value instanceof Float
}

function keyOf(key: unknown): string {
  invariant(typeof key === 'string', 'a YAML key must be text')
  if (/^[A-Za-z_][A-Za-z0-9_.-]{0,99}$/.test(key) && !/^(y|n|yes|no|on|off|true|false|null|e[0-9]+)$/i.test(key)) return key
  const text = quoted(key)
  if (text.length > 1000) throw new InexpressibleValue(key, 'a YAML key cannot be longer than 1000 characters')
  return text
}

/** JSON leaves some characters bare that YAML forbids or takes for a line break or a byte-order mark. */
function quoted(text: string): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`
  if (/[\uD800-\uDFFF]/u.test(text)) throw new InexpressibleValue(text, 'a YAML string cannot hold half of a surrogate pair: it has no UTF-8 form')
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\uFEFF\uFFFE\uFFFF]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** YAML 1.1 takes a number with an exponent for text unless it has a fraction and a sign: 1.0e-7. */
function number(value: number, integer: boolean): string {
  if (!Number.isFinite(value)) throw new InexpressibleValue(value, 'a YAML number must be finite')
  if (integer) {
    if (!Number.isSafeInteger(value)) throw new InexpressibleValue(value, 'an integer beyond 2^53 has lost digits and cannot be written exactly')
    return String(value)
  }
  const [mantissa = '', exponent] = String(value).split('e')
  const fraction = mantissa.includes('.') ? mantissa : `${mantissa}.0`
  return exponent === undefined ? fraction : `${fraction}e${exponent}`
}
