import type { Filter } from './filter.js'
import { listFilters } from './list-filters.js'
import { numberFilters } from './number-filters.js'
import { textFilters } from './text-filters.js'

const known: ReadonlyMap<string, Filter> = new Map(Object.entries({ ...textFilters, ...numberFilters, ...listFilters }))
const aliases: ReadonlyMap<string, string> = new Map([
  ['d', 'default'],
  ['count', 'length'],
])

/** The filters that are evaluated. Source of what they do: the documentation of Jinja and of ansible-core's builtin collection. */
export function filterOf(name: string): Filter | undefined {
  return known.get(aliases.get(name) ?? name)
}

export function isFilter(name: string): boolean {
  return filterOf(name) !== undefined
}
