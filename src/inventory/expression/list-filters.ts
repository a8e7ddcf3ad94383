import { calculate } from './arithmetic.js'
import { compareValues, equal, holds } from './comparison.js'
import { attributeOf, type Filter, given, itemsOf, sorted, sortingKey, type Use } from './filter.js'
import { failure, Trouble, unknown } from './trouble.js'
import { defined, kindOf, Namespace, numberIn, textIn, truth, Undefined, type Value } from './value.js'

/** Filters that take a list. */
export const listFilters: Readonly<Record<string, Filter>> = {
  length: {
    takes: [],
    run: (of, { place }) => {
      if (numberIn(defined(of)) !== undefined || of === null) throw failure(place, `${kindOf(of)} has no length`)
      return BigInt(itemsOf(of, place).length)
    },
  },
  list: { takes: [], run: (of, { place }) => [...itemsOf(of, place)] },
  first: { takes: [], run: (of, use) => itemsOf(of, use.place)[0] ?? nullOrNone(of, 0, use) },
  last: { takes: [], run: (of, use) => itemsOf(of, use.place).at(-1) ?? nullOrNone(of, -1, use) },
  sort: { takes: ['reverse', 'case_sensitive', 'attribute'], run: (of, use) => sorted(itemsOf(of, use.place), use) },
  unique: {
    takes: ['case_sensitive', 'attribute'],
    run: (of, use) => {
      const items = itemsOf(of, use.place)
      // Of lists and maps Ansible compares the whole, and then the case of texts beside them, too.
      const compound = items.some((item) => Array.isArray(item) || item instanceof Map)
      if (compound && ['case_sensitive', 'attribute'].some((name) => use.argument(name) !== undefined))
        throw unknown(use.place, '`unique` of lists and maps is evaluated without arguments only')
      const key = compound ? (item: Value) => item : sortingKey(use)
      const seen: Value[] = []
      return items.filter((item) => {
        const own = key(item)
        if (seen.some((other) => equal(own, other, use.place))) return false
        seen.push(own)
        return true
      })
    },
  },
  min: { takes: ['case_sensitive', 'attribute'], run: (of, use) => extreme(of, use, (order) => order < 0) },
  max: { takes: ['case_sensitive', 'attribute'], run: (of, use) => extreme(of, use, (order) => order > 0) },
  sum: {
    takes: ['attribute', 'start'],
    run: (of, use) =>
      itemsOf(of, use.place)
        .map((item) => attributeOf(item, use.argument('attribute'), use.place))
        .reduce((sum, item) => calculate('+', sum, item, use.place), given(use, 'start', 0n)),
  },
  map: {
    takes: ['...', 'attribute', 'default'],
    run: (of, use) => {
      const attribute = use.argument('attribute')
      const items = candidates(of, use)
      if (attribute === undefined) return items.map((item) => use.apply(item))
      const fallback = use.argument('default')
      return items.map((item) => {
        const value = attributeOf(item, attribute, use.place)
        return value instanceof Undefined ? (fallback === undefined || fallback === null ? value : fallback) : value
      })
    },
  },
  select: { takes: ['test', 'against'], run: (of, use) => candidates(of, use).filter((item) => passes(item, use)) },
  reject: { takes: ['test', 'against'], run: (of, use) => candidates(of, use).filter((item) => !passes(item, use)) },
  selectattr: {
    takes: ['name', 'test', 'against'],
    run: (of, use) => candidates(of, use).filter((item) => passes(attributeOf(item, use.argument('name'), use.place), use)),
  },
  rejectattr: {
    takes: ['name', 'test', 'against'],
    run: (of, use) => candidates(of, use).filter((item) => !passes(attributeOf(item, use.argument('name'), use.place), use)),
  },
}

/** What a mapping or selection goes through: nothing at all where Python takes the value for false. */
function candidates(of: Value, { place }: Use): Value[] {
  return truth(of) ? itemsOf(of, place) : []
}

function nullOrNone(of: Value, index: number, { place }: Use): Value {
  const items = itemsOf(of, place)
  return items.at(index) === null ? null : new Undefined(new Trouble('expression-undefined', place, 'an empty list has no such item'))
}

function extreme(of: Value, use: Use, better: (order: number) => boolean): Value {
  const key = sortingKey(use)
  const [first, ...others] = itemsOf(of, use.place)
  if (first === undefined) return new Undefined(new Trouble('expression-undefined', use.place, 'an empty list has no such item'))
  return others.reduce((best, item) => (better(compareValues(key(item), key(best), use.place)) ? item : best), first)
}

/** The tests that a selection may name. */
function passes(item: Value, use: Use): boolean {
  const [test, against] = [use.argument('test'), use.argument('against')]
  if (test === undefined) return truth(item)
  const name = textIn(test)
  if (name === 'defined' && against === undefined) return !(item instanceof Undefined)
  const relation = name === undefined ? undefined : relations.get(name)
  if (relation === undefined || against === undefined || against instanceof Namespace)
    throw unknown(use.place, 'only the tests `==`, `!=`, `in` and `defined` are evaluated here')
  return holds(relation, item, against, use.place)
}

const relations: ReadonlyMap<string, '==' | '!=' | 'in'> = new Map([
  ['==', '=='],
  ['eq', '=='],
  ['equalto', '=='],
  ['!=', '!='],
  ['ne', '!='],
  ['in', 'in'],
])
