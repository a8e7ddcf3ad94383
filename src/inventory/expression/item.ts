import { nearest } from '../nearest.js'
import { methods } from './methods.js'
import { type Place, Trouble, unknown } from './trouble.js'
import { keyIn, kindOf, Namespace, numberIn, textIn, Undefined, type Value } from './value.js'

/** `of[key]`, or `of.key` where a method of that name would win. What is not there is undefined, and so is everything below it. */
export function itemOf(of: Value, key: Value, dotted: boolean, place: Place): Value {
  if (of instanceof Undefined) return of
  if (key instanceof Undefined) throw key.trouble
  const name = textIn(key)
  if (dotted && name !== undefined && hasMethod(of, name)) throw method(name, place)
  const found = lookUp(of, key, place)
  if (found !== undefined) return found
  if (name !== undefined && hasMethod(of, name)) throw method(name, place)
  return new Undefined(new Trouble('expression-undefined', place, missing(of, key)))
}

function lookUp(of: Value, key: Value, place: Place): Value | undefined {
  if (of instanceof Map || of instanceof Namespace) {
    const known = keyIn(key)
    if (known === undefined && typeof key === 'boolean') throw unknown(place, 'true and false as keys are not evaluated')
    if (known === undefined) return undefined
    return of instanceof Map ? of.get(known) : of.get(String(known))
  }
  const series = Array.isArray(of) ? of : textIn(of) === undefined ? undefined : [...(textIn(of) ?? '')]
  const index = typeof key === 'number' ? undefined : numberIn(key)
  return series === undefined || index === undefined ? undefined : series.at(Number(index))
}

function hasMethod(of: Value, name: string): boolean {
  if (name.startsWith('__')) return true
  const kind =
    textIn(of) !== undefined
      ? 'text'
      : Array.isArray(of)
        ? 'list'
        : of instanceof Map || of instanceof Namespace
          ? 'map'
          : numberIn(of) !== undefined
            ? 'number'
            : undefined
  return kind !== undefined && methods[kind].has(name)
}

function method(name: string, place: Place): Trouble {
  return unknown(place, `\`${name}\` is a method of Python here, which is not evaluated: write \`['${name}']\` for the key of a map`)
}

/** Texts of keys are the user's own words in the inventory; a value never is one. */
function missing(of: Value, key: Value): string {
  const name = textIn(key)
  if (name === undefined) return numberIn(key) === undefined ? `${kindOf(of)} has no such item` : `${kindOf(of)} has no item ${numberIn(key)}`
  const keys = of instanceof Map ? [...of.keys()].filter((known) => typeof known === 'string') : of instanceof Namespace ? of.names() : []
  const guess = nearest(name, keys)
  return `${kindOf(of)} has no \`${name}\`${guess === undefined ? '' : `; did you mean \`${guess}\`?`}`
}
