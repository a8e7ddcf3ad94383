import type { Plain } from '../syntax/node.js'

/** Of more parts than this, none is tried alone. */
const few = 6

/**
 * Of a list or map: nothing in it, each part of it left out, of a few parts each alone, and a list in reverse order; in a map also each inner map
 * treated so. None of anything else.
 */
export function contentsOf(current: Plain | undefined): readonly Plain[] {
  if (Array.isArray(current)) return [[], [...current].reverse(), ...subsets(current)]
  if (!isMap(current)) return []
  const entries = Object.entries(current)
  return [
    {},
    ...subsets(entries).map((kept) => Object.fromEntries(kept)),
    ...entries.flatMap(([name, inner]) => (isMap(inner) ? contentsOf(inner).map((value): Plain => ({ ...current, [name]: value })) : [])),
  ]
}

function isMap(value: Plain | undefined): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function subsets<T>(items: readonly T[]): readonly T[][] {
  const without = items.length > 1 ? items.map((_, gone) => items.filter((_, index) => index !== gone)) : []
  return [...without, ...(items.length > 2 && items.length <= few ? items.map((item) => [item]) : [])]
}
