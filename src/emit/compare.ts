import { Float } from '../syntax/float.js'

/**
 * The path of the first place where what was read differs from what was decided, or undefined where nothing does.
 * A record and a Map are the same, the order of their keys has no meaning, an undefined entry is an absent one, and Float(8) is 8.
 * Untyped formats know only text: there a decided number equals its digits.
 */
export function firstDifference(decided: unknown, read: unknown, typed: boolean): string | undefined {
  const below = difference(decided, read, typed)
  return below === undefined ? undefined : `view${below}`
}

/** The path from here on; it is put together only where there is a difference. */
function difference(decided: unknown, read: unknown, typed: boolean): string | undefined {
  if (decided instanceof Float) return difference(decided.value, read, typed)
  if (typeof decided !== 'object' || decided === null) {
    const same = decided === read || (!typed && typeof decided === 'number' && String(decided) === read)
    return same ? undefined : ''
  }
  if (decided === read) return undefined
  if (Array.isArray(decided)) return Array.isArray(read) ? listDifference(decided, read, typed) : ''
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return ''
  let more = 0
  for (const key of keys(decided)) {
    const item = entry(decided, key)
    if (item === undefined) continue
    const other = entry(read, key)
    const below = other === undefined ? '' : difference(item, other, typed)
    if (below !== undefined) return `.${key}${below}`
    more--
  }
  for (const key of keys(read)) if (entry(read, key) !== undefined) more++
  return more === 0 ? undefined : `.${[...keys(read)].find((key) => entry(read, key) !== undefined && entry(decided, key) === undefined)}`
}

function listDifference(decided: readonly unknown[], read: readonly unknown[], typed: boolean): string | undefined {
  for (let index = 0; index < decided.length; index++) {
    const below = index < read.length ? difference(decided[index], read[index], typed) : ''
    if (below !== undefined) return `[${index}]${below}`
  }
  return read.length > decided.length ? `[${decided.length}]` : undefined
}

function keys(value: object): Iterable<unknown> {
  return value instanceof Map ? value.keys() : Object.keys(value)
}

function entry(value: object, key: unknown): unknown {
  if (value instanceof Map) return value.get(key)
  return typeof key === 'string' && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}
