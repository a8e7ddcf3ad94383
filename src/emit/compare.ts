import { Float } from '../syntax/float.js'

/**
 * The path of the first place where what was read differs from what was decided, or undefined where nothing does.
 * A record and a Map are the same, the order of their keys has no meaning, an undefined entry is an absent one, and Float(8) is 8.
 * Untyped formats know only text: there a decided number equals its digits.
 */
export function firstDifference(decided: unknown, read: unknown, typed: boolean, path = 'view'): string | undefined {
  if (decided instanceof Float) return firstDifference(decided.value, read, typed, path)
  if (typeof decided !== 'object' || decided === null) {
    const same = decided === read || (!typed && typeof decided === 'number' && String(decided) === read)
    return same ? undefined : path
  }
  if (Array.isArray(decided)) {
    if (!Array.isArray(read)) return path
    for (const [index, item] of decided.entries()) {
      const difference = index < read.length ? firstDifference(item, read[index], typed, `${path}[${index}]`) : `${path}[${index}]`
      if (difference !== undefined) return difference
    }
    return read.length > decided.length ? `${path}[${decided.length}]` : undefined
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return path
  const expected = present(decided)
  const actual = present(read)
  for (const [key, item] of expected) {
    const difference = actual.has(key) ? firstDifference(item, actual.get(key), typed, `${path}.${key}`) : `${path}.${key}`
    if (difference !== undefined) return difference
  }
  for (const key of actual.keys()) if (!expected.has(key)) return `${path}.${key}`
  return undefined
}

function present(value: object): ReadonlyMap<unknown, unknown> {
  return new Map([...(value instanceof Map ? value : Object.entries(value))].filter(([, item]) => item !== undefined))
}
