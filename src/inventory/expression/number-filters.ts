import { toFloat } from './arithmetic.js'
import { type Filter, given, integer } from './filter.js'
import { failure, type Place, unknown } from './trouble.js'
import { defined, kindOf, numberIn, textIn, type Value } from './value.js'

/** Filters that give a number. */
export const numberFilters: Readonly<Record<string, Filter>> = {
  int: {
    takes: ['default', 'base'],
    run: (of, use) => {
      if (integer(use, 'base', 10n) !== 10n) throw unknown(use.place, 'another base than 10 is not evaluated')
      const value = defined(of)
      const text = textIn(value)
      if (text !== undefined && /^\s*[+-]?\d+(?:_\d+)*\s*$/.test(text)) return BigInt(text.replace(/[\s_+]/g, ''))
      const number = text === undefined ? numberIn(value) : readFloat(text, use.place)
      if (typeof number === 'bigint') return number
      if (number !== undefined && Number.isFinite(number)) return BigInt(Math.trunc(number))
      if (text === undefined && number !== undefined) throw unknown(use.place, 'an integer of what is no number is not evaluated')
      return given(use, 'default', 0n)
    },
  },
  float: {
    takes: ['default'],
    run: (of, use) => {
      const value = defined(of)
      const text = textIn(value)
      const number = text === undefined ? numberIn(value) : readFloat(text, use.place)
      return number === undefined ? given(use, 'default', 0) : toFloat(number, use.place)
    },
  },
  abs: {
    takes: [],
    run: (of, { place }) => {
      const value = number(of, place)
      return value < 0 || Object.is(value, -0) ? -value : value
    },
  },
  round: {
    takes: ['precision', 'method'],
    run: (of, use) => {
      const [value, places] = [number(of, use.place), integer(use, 'precision', 0n)]
      const method = textIn(given(use, 'method', 'common'))
      if (places < 0n || places > 15n) throw unknown(use.place, 'rounding is evaluated from 0 to 15 places')
      if (method === 'common') return typeof value === 'bigint' ? value : round(value, Number(places), use.place)
      if (method !== 'ceil' && method !== 'floor') throw failure(use.place, '`round` knows the methods `common`, `ceil` and `floor`')
      const scale = 10 ** Number(places)
      // Python rounds to an integer first, which has no negative zero.
      return (Math[method](toFloat(value, use.place) * scale) + 0) / scale
    },
  },
}

function number(of: Value, place: Place): bigint | number {
  const value = numberIn(defined(of))
  if (value === undefined) throw failure(place, `a number is wanted here, not ${kindOf(of)}: a text becomes one by \`| int\` or \`| float\``)
  return value
}

/** A text that Python's `float` takes; undefined for any other. */
function readFloat(text: string, place: Place): number | undefined {
  const trimmed = text.trim()
  if (/^[+-]?(?:inf|infinity|nan)$/i.test(trimmed)) throw unknown(place, 'infinity and what is no number are not evaluated')
  if (/[^\x00-\x7f]/.test(trimmed) && /\p{Nd}/u.test(trimmed)) throw unknown(place, 'only the digits 0 to 9 are evaluated')
  const digits = '\\d+(?:_\\d+)*'
  const pattern = new RegExp(`^[+-]?(?:${digits}\\.?(?:${digits})?|\\.${digits})(?:[eE][+-]?${digits})?$`)
  return pattern.test(trimmed) ? Number(trimmed.replaceAll('_', '')) : undefined
}

/** To the nearest; from the middle between two to the even one, as Python rounds. */
function round(value: number, places: number, place: Place): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) throw unknown(place, 'rounding a number of this size is not evaluated')
  const exact = Math.abs(value).toFixed(100)
  const cut = exact.indexOf('.') + 1 + places
  const rest = exact.slice(cut)
  const kept = BigInt(exact.slice(0, cut).replace('.', ''))
  const isMiddle = /^50*$/.test(rest)
  const up = isMiddle ? kept % 2n === 1n : rest.charAt(0) >= '5'
  const digits = String(up ? kept + 1n : kept).padStart(places + 1, '0')
  const rounded = Number(`${digits.slice(0, digits.length - places)}.${digits.slice(digits.length - places)}`)
  return value < 0 || Object.is(value, -0) ? -rounded : rounded
}
