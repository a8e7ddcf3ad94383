import type { Trouble } from './trouble.js'

/** A value as Python sees it: an int is a bigint, a float a number. The order of a map's keys is that of its entries. */
export type Value = null | boolean | bigint | number | string | Kept | Value[] | ValueMap | Undefined | Namespace

export type Key = string | bigint
export type ValueMap = Map<Key, Value>

/** A text that is never read as a list, map or boolean, as `to_json` and `string` give it. */
export class Kept {
  constructor(readonly text: string) {}
}

/** A variable, key or item that does not exist. Only `default` can do something with it. */
export class Undefined {
  constructor(readonly trouble: Trouble) {}
}

/** What an inline `if` without its `else` gives: as a whole result it is an empty text. */
export class Absent extends Undefined {}

/** Variables that are looked up one by one: `hostvars`, and those of one host. */
export class Namespace {
  constructor(
    readonly what: string,
    readonly has: (key: string) => boolean,
    /** Undefined where there is none. */
    readonly get: (key: string) => Value | undefined,
    readonly names: () => Iterable<string>,
  ) {}
}

/** What messages call a value; never the value itself. */
export function kindOf(value: Value): string {
  if (value === null) return 'nothing (null)'
  if (typeof value === 'boolean') return 'true or false'
  if (typeof value === 'bigint' || typeof value === 'number') return 'a number'
  if (typeof value === 'string' || value instanceof Kept) return 'a text'
  if (Array.isArray(value)) return 'a list'
  if (value instanceof Map) return 'a map'
  return value instanceof Namespace ? value.what : 'something undefined'
}

/** The text of a value that is one. */
export function textIn(value: Value): string | undefined {
  return value instanceof Kept ? value.text : typeof value === 'string' ? value : undefined
}

/** A value where something undefined is an error. */
export function defined(value: Value): Exclude<Value, Undefined> {
  if (value instanceof Undefined) throw value.trouble
  return value
}

/** A number, true being 1; undefined for anything else. */
export function numberIn(value: Value): bigint | number | undefined {
  if (typeof value === 'boolean') return value ? 1n : 0n
  return typeof value === 'bigint' || typeof value === 'number' ? value : undefined
}

/** Python's truth of a value. */
export function truth(value: Value): boolean {
  const known = defined(value)
  if (known instanceof Kept) return known.text !== ''
  if (known instanceof Namespace) return true
  if (Array.isArray(known)) return known.length > 0
  return known instanceof Map ? known.size > 0 : Boolean(known)
}

/** The key of a map that a value stands for, 5.0 being 5; undefined where it can be none, or where Python takes true for 1. */
export function keyIn(value: Value): Key | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  return typeof value === 'bigint' ? value : textIn(value)
}
