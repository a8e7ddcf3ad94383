import { floatText } from './repr.js'
import { type Place, unknown } from './trouble.js'
import { defined, Namespace, textIn, type Value } from './value.js'

/** JSON as Python's `json.dumps` writes it: a blank after each comma and colon, and nothing but ASCII. */
export function json(value: Value, place: Place): string {
  const known = defined(value)
  if (typeof known === 'number') {
    if (!Number.isFinite(known)) throw unknown(place, 'JSON has no such number')
    return floatText(known)
  }
  if (known === null || typeof known === 'boolean' || typeof known === 'bigint') return String(known)
  const text = textIn(known)
  if (text !== undefined) return ascii(text)
  if (Array.isArray(known)) return `[${known.map((item) => json(item, place)).join(', ')}]`
  if (known instanceof Map) return `{${[...known].map(([key, item]) => `${ascii(String(key))}: ${json(item, place)}`).join(', ')}}`
  throw unknown(place, `${known instanceof Namespace ? known.what : 'this'} as a whole is not evaluated`)
}

function ascii(text: string): string {
  return JSON.stringify(text).replace(/[\x7f-\uffff]/g, (unit) => (unit === '\x7f' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
}
