import { compareValues } from './comparison.js'
import { itemOf } from './item.js'
import { failure, type Place, unknown } from './trouble.js'
import { defined, kindOf, Namespace, textIn, truth, type Value } from './value.js'

/** One use of a filter: what it is given, and where, for messages. */
export interface Use {
  readonly place: Place
  /** An argument by name, given by position or by name; undefined where it is not given. */
  readonly argument: (name: string) => Value | undefined
  /** Applies another filter, by name, to one item; the rest of the arguments are its own. */
  readonly apply: (of: Value) => Value
}

export interface Filter {
  /** Names of the arguments, in order; the rest is left to `apply` where the last is `...`. */
  readonly takes: readonly string[]
  /** Whether it can do something with what is undefined. */
  readonly lenient?: true
  readonly run: (of: Value, use: Use) => Value
}

export function isGiven(use: Use, name: string, fallback = false): boolean {
  const value = use.argument(name)
  return value === undefined ? fallback : truth(value)
}

/** An argument, or what stands for one that is not given. */
export function given(use: Use, name: string, fallback: Value): Value {
  const value = use.argument(name)
  return value === undefined ? fallback : value
}

/** A whole number given to a filter. */
export function integer(use: Use, name: string, fallback: bigint): bigint {
  const value = given(use, name, fallback)
  if (typeof value !== 'bigint') throw unknown(use.place, `\`${name}\` must be an integer here`)
  return value
}

/** A text given to a filter. */
export function textGiven(use: Use, name: string): string | undefined {
  const value = use.argument(name)
  if (value === undefined || value === null) return undefined
  const text = textIn(value)
  if (text === undefined) throw unknown(use.place, `\`${name}\` must be a text here`)
  return text
}

/** What Python's `iter` gives: items, characters, keys. */
export function itemsOf(value: Value, place: Place): Value[] {
  const known = defined(value)
  if (Array.isArray(known)) return known
  if (known instanceof Map) return [...known.keys()]
  const text = textIn(known)
  if (text !== undefined) return [...text]
  if (known instanceof Namespace) throw unknown(place, `${known.what} as a whole is not evaluated`)
  throw failure(place, `a list is wanted here, not ${kindOf(known)}`)
}

/** `attribute`, as `a.b.0`, of an item; the item itself without one. */
export function attributeOf(item: Value, attribute: Value | undefined, place: Place): Value {
  if (attribute === undefined || attribute === null) return item
  if (typeof attribute === 'bigint') return itemOf(item, attribute, false, place)
  const path = textIn(attribute)
  if (path === undefined || path.includes(',')) throw unknown(place, 'only the name of one attribute is evaluated here')
  return path.split('.').reduce((of: Value, part) => itemOf(of, /^\d+$/.test(part) ? BigInt(part) : part, false, place), item)
}

/** What an item is sorted by: its attribute, in lower case unless case matters. */
export function sortingKey(use: Use): (item: Value) => Value {
  const sensitive = isGiven(use, 'case_sensitive')
  return (item) => {
    const key = attributeOf(item, use.argument('attribute'), use.place)
    const text = textIn(key)
    return sensitive || text === undefined ? key : text.toLowerCase()
  }
}

/** The items in order; those of equal keys keep theirs. */
export function sorted(items: readonly Value[], use: Use): Value[] {
  const key = sortingKey(use)
  const direction = isGiven(use, 'reverse') ? -1 : 1
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort((a, b) => direction * compareValues(a.key, b.key, use.place))
    .map(({ item }) => item)
}
