import type { Plain } from '../../src/syntax/node.js'
import type { PlainMap } from './site.js'

/** A text of an inventory that may be another one: a value, or the key of an entry. */
export interface Place {
  readonly path: readonly (string | number)[]
  readonly kind: 'value' | 'key'
  readonly harmless: string
}

/** Every text of the value, and every key whose name somebody chooses. */
export function places(value: Plain, path: readonly (string | number)[] = []): Place[] {
  if (typeof value === 'string') return [{ path, kind: 'value', harmless: value }]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item, index) => places(item, [...path, index]))
  return Object.entries(value).flatMap(([key, item]): Place[] => {
    const at = [...path, key]
    const own = chosen.has(String(path.at(-1))) ? [{ path: at, kind: 'key' as const, harmless: key }] : []
    return [...own, ...places(item, at)]
  })
}

/** Maps with keys of the user's own. */
const chosen = new Set([
  'hosts',
  'children',
  'pg_parameters',
  'parameters',
  'pgbackrest_repo',
  'pg_exporters',
  'pg_instances',
  'pg_rto_plan',
  'storage_tag',
  'proxy_env',
])

export type Changes = ReadonlyMap<Place, string>

/** The JSON text of the value with other texts in some places, and the line on which each of these begins. */
export function written(value: PlainMap, changes: Changes): { text: string; lines: ReadonlyMap<number, readonly Place[]> } {
  const byPath = new Map([...changes].map(([place, text]) => [`${place.kind} ${JSON.stringify(place.path)}`, { place, text }]))
  const lines: string[] = []
  const at = new Map<number, Place[]>()
  const change = (kind: string, path: readonly (string | number)[]): string | undefined => {
    const found = byPath.get(`${kind} ${JSON.stringify(path)}`)
    if (found !== undefined) at.set(lines.length + 1, [...(at.get(lines.length + 1) ?? []), found.place])
    return found?.text
  }
  const print = (item: Plain, path: readonly (string | number)[], before: string, after: string): void => {
    if (typeof item !== 'object' || item === null) {
      const text = change('value', path)
      lines.push(before + JSON.stringify(text ?? item) + after)
      return
    }
    const list = Array.isArray(item)
    const entries: [string | number, Plain][] = list ? [...item.entries()] : Object.entries(item)
    lines.push(before + (list ? '[' : '{'))
    for (const [index, [key, child]] of entries.entries()) {
      const below = [...path, key]
      const name = list ? '' : `${JSON.stringify(change('key', below) ?? key)}: `
      print(child, below, name, index === entries.length - 1 ? '' : ',')
    }
    lines.push((list ? ']' : '}') + after)
  }
  print(value, [], '', '')
  return { text: lines.join('\n'), lines: at }
}
