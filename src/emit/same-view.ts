import { Span } from '../source/span.js'

/** Whether two views are printed the same: places and functions are in no file. */
export function sameView(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a === 'function' && typeof b === 'function') return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (a instanceof Span && b instanceof Span) return true
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameView(item, b[index]))
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
  if (a instanceof Map || a instanceof Set) return (b instanceof Map || b instanceof Set) && sameView([...a], [...b])
  return hasFields(a) && hasFields(b) && sameFields(a, b)
}

function sameFields(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  let count = 0
  for (const name in a) {
    if (!Object.hasOwn(b, name) || !sameView(a[name], b[name])) return false
    count++
  }
  for (const _ in b) count--
  return count === 0
}

function hasFields(value: object): value is Readonly<Record<string, unknown>> {
  return !Array.isArray(value)
}
