import fc from 'fast-check'
import type { Plain } from '../../src/syntax/node.js'
import { huge, names, odd } from './odd.js'

/** One change of an inventory as a value. Places are counted through all of it, so that any number names one. */
export interface Mutation {
  readonly kind: (typeof kinds)[number]
  readonly at: number
  readonly other: number
  readonly value: Plain
  readonly name: string
}

const kinds = ['replace', 'delete', 'rename', 'repeat', 'move', 'swap', 'insert', 'wrap', 'retype', 'huge'] as const

export const mutation: fc.Arbitrary<Mutation> = fc
  .oneof(
    { weight: 12, arbitrary: fc.tuple(fc.constantFrom(...kinds.filter((kind) => kind !== 'huge')), odd) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('huge' as const), huge) },
  )
  .chain(([kind, value]) => fc.record({ kind: fc.constant(kind), at: fc.nat(), other: fc.nat(), value: fc.constant(value), name: names }))

type Holder = Plain[] | { [key: string]: Plain }

/** The inventory with all changes made, one after the other. */
export function mutated(seed: Plain, mutations: readonly Mutation[]): Plain {
  let root = structuredClone(seed)
  for (const each of mutations) root = mutate(root, each)
  return root
}

function mutate(root: Plain, { kind, at, other, value, name }: Mutation): Plain {
  const places = placesOf(root)
  const place = places[at % Math.max(1, places.length)]
  if (place === undefined) return kind === 'replace' ? structuredClone(value) : root
  const [holder, key] = place
  const present = read(holder, key)
  switch (kind) {
    case 'replace':
    case 'huge':
      write(holder, key, structuredClone(value))
      break
    case 'delete':
      remove(holder, key)
      break
    case 'rename':
      if (!Array.isArray(holder)) {
        remove(holder, key)
        write(holder, name, present)
      }
      break
    case 'repeat':
      if (Array.isArray(holder)) holder.push(structuredClone(present))
      else write(holder, name, structuredClone(present))
      break
    case 'move':
    case 'swap': {
      const [target, where] = places[other % places.length] ?? place
      const there = read(target, where)
      if (contains(present, target) || contains(there, holder)) break
      write(target, where, present)
      if (kind === 'swap') write(holder, key, there)
      else remove(holder, key)
      break
    }
    case 'insert':
      if (Array.isArray(holder)) holder.splice(Number(key), 0, structuredClone(value))
      else write(holder, name, structuredClone(value))
      break
    case 'wrap':
      write(holder, key, at % 2 === 0 ? [present] : { [name]: present })
      break
    case 'retype':
      write(holder, key, retyped(present, other))
  }
  return root
}

function retyped(value: Plain, how: number): Plain {
  if (Array.isArray(value)) return how % 2 === 0 ? Object.fromEntries(value.map((item, index) => [String(index), item])) : (value[0] ?? null)
  if (typeof value === 'object' && value !== null) return how % 2 === 0 ? Object.values(value) : Object.keys(value)
  const forms: Plain[] = [String(value), Number(value) || 0, Boolean(value), [value], { [String(value)]: value }, `${value} `, `${value},${value}`]
  return forms[how % forms.length] ?? null
}

function placesOf(root: Plain): [Holder, string][] {
  const places: [Holder, string][] = []
  const visit = (value: Plain): void => {
    if (typeof value !== 'object' || value === null) return
    for (const key of Object.keys(value)) {
      places.push([value, key])
      visit(read(value, key))
    }
  }
  visit(root)
  return places
}

function contains(value: Plain, wanted: Holder): boolean {
  if (value === wanted) return true
  return typeof value === 'object' && value !== null && Object.values(value).some((item) => contains(item, wanted))
}

function read(holder: Holder, key: string): Plain {
  return (Array.isArray(holder) ? holder[Number(key)] : holder[key]) ?? null
}

function write(holder: Holder, key: string, value: Plain): void {
  if (Array.isArray(holder)) holder[Number(key)] = value
  else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

function remove(holder: Holder, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else delete holder[key]
}

/** Forms in which an inventory is written: JSON as it is, the same where only YAML can be meant, YAML in blocks. */
export type Writing = 'json' | 'flow' | 'block'

export const writing: fc.Arbitrary<Writing> = fc.constantFrom('json', 'flow', 'block')

export function written(value: Plain, form: Writing): string {
  if (form === 'block') return `${block(value, '')}\n`
  return `${form === 'flow' ? '# flow\n' : ''}${JSON.stringify(value)}`
}

function block(value: Plain, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = `${indent}  `
  const rows = Array.isArray(value)
    ? value.map((item) => `${indent}-${below(item, inner)}`)
    : Object.keys(value).map((key) => `${indent}${/^\w+$/.test(key) ? key : JSON.stringify(key)}:${below(read(value, key), inner)}`)
  return rows.length === 0 ? JSON.stringify(value) : rows.join('\n')
}

function below(value: Plain, indent: string): string {
  const empty = typeof value !== 'object' || value === null || Object.keys(value).length === 0
  return empty ? ` ${block(value, indent)}` : `\n${block(value, indent)}`
}
