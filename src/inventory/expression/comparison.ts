import type { Relation } from './tree.js'
import { failure, type Place, unknown } from './trouble.js'
import { defined, keyIn, kindOf, Namespace, numberIn, textIn, type Value } from './value.js'

/** Whether a relation holds, by Python's rules: things of different kinds are unequal, and have no order. */
export function holds(relation: Relation, left: Value, right: Value, place: Place): boolean {
  switch (relation) {
    case '==':
      return equal(left, right, place)
    case '!=':
      return !equal(left, right, place)
    case 'in':
      return contains(right, left, place)
    case 'not in':
      return !contains(right, left, place)
    default: {
      const order = compareValues(left, right, place)
      if (Number.isNaN(order)) return false
      return order === 0 ? relation.endsWith('=') : order < 0 === relation.startsWith('<')
    }
  }
}

export function equal(left: Value, right: Value, place: Place): boolean {
  const [a, b] = [defined(left), defined(right)]
  if (a instanceof Namespace || b instanceof Namespace) throw unknown(place, 'variables of hosts as a whole are not compared')
  const [x, y] = [numberIn(a), numberIn(b)]
  // biome-ignore lint/suspicious/noDoubleEquals: 1 and 1.0 are equal
  if (x !== undefined && y !== undefined) return x == y
  const text = textIn(a)
  if (text !== undefined) return text === textIn(b)
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => equal(item, b[index] ?? null, place))
  if (!(a instanceof Map)) return a === b
  return b instanceof Map && a.size === b.size && [...a].every(([key, item]) => b.has(key) && equal(item, b.get(key) ?? null, place))
}

/** Negative, zero or positive; not a number for what has no order without being a mistake. */
export function compareValues(left: Value, right: Value, place: Place): number {
  const [a, b] = [defined(left), defined(right)]
  const [x, y] = [numberIn(a), numberIn(b)]
  if (x !== undefined && y !== undefined) return x < y ? -1 : x > y ? 1 : equal(x, y, place) ? 0 : Number.NaN
  const [s, t] = [textIn(a), textIn(b)]
  if (s !== undefined && t !== undefined) return compareTexts(s, t)
  if (!Array.isArray(a) || !Array.isArray(b)) throw failure(place, `${kindOf(a)} and ${kindOf(b)} have no order`)
  const differs = a.findIndex((item, index) => index >= b.length || !equal(item, b[index] ?? null, place))
  return differs === -1 || differs >= b.length ? a.length - b.length : compareValues(a[differs] ?? null, b[differs] ?? null, place)
}

/** By code point. */
function compareTexts(a: string, b: string): number {
  const [left, right] = [[...a], [...b]]
  for (const [index, character] of left.entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? -1)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

function contains(container: Value, item: Value, place: Place): boolean {
  const within = defined(container)
  if (Array.isArray(within)) return within.some((other) => equal(other, item, place))
  const wanted = defined(item)
  const text = textIn(within)
  if (text !== undefined) {
    const part = textIn(wanted)
    if (part === undefined) throw failure(place, `only a text can be in a text, and not ${kindOf(wanted)}`)
    return text.includes(part)
  }
  const key = keyIn(wanted)
  if (within instanceof Map || within instanceof Namespace) {
    if (key === undefined) throw unknown(place, `whether ${kindOf(wanted)} is a key is not evaluated`)
    return within instanceof Map ? within.has(key) : within.has(String(key))
  }
  throw failure(place, `nothing can be in ${kindOf(within)}`)
}
