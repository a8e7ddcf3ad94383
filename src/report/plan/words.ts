import { printable } from '../../diagnostics/printable.js'
import type { Change, FileChange, Origin } from '../../diff/change.js'
import type { FoldedFiles } from '../../plan/fold.js'
import { compare } from '../../source/compare.js'

/** What happens to a file as a whole. */
export const wholes: Readonly<Record<FoldedFiles['whole'][number]['kind'], string>> = {
  added: 'new file',
  removed: 'file goes',
  changed: 'file',
  rights: 'owner or mode',
  layout: 'only comments or layout',
  moved: 'has another path',
}

/** Texts longer than this are cut on the first screen. */
const longest = 64

/** A value of a file in one line. */
export function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value === 'object' && value !== null ? structureText(value) : (JSON.stringify(value) ?? '')
  return text === '' ? "''" : printable(text.replaceAll('\n', ' '))
}

/** A list, or a record as `address 10.0.0.1:5432, check`. */
function structureText(value: object): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ')
  return Object.entries(value)
    .map(([name, inner]) => (inner === true ? name : `${name} ${typeof inner === 'object' && inner !== null ? `(${structureText(inner)})` : valueText(inner)}`))
    .join(', ')
}

export function cut(text: string, most = longest): string {
  return text.length <= most ? text : `${text.slice(0, most - 3)}...`
}

/** Two values beside each other: of long ones the part in which they differ, with a little of what stands around it. */
function pairText(before: string, after: string): string {
  if (before.length <= longest && after.length <= longest) return `${before} -> ${after}`
  let start = 0
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++
  let tail = 0
  while (tail < Math.min(before.length, after.length) - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const from = start <= 12 ? 0 : start - 8
  const part = (text: string): string => {
    const to = tail <= 12 ? text.length : text.length - tail + 8
    const shown = cut(text.slice(from, to))
    return `${from > 0 ? '...' : ''}${shown}${to < text.length && !shown.endsWith('...') ? '...' : ''}`
  }
  return `${part(before)} -> ${part(after)}`
}

/** A change in one line: `work_mem: 64MB -> 128MB`. */
export function changeText({ kind, before, after, secret }: Change, key: string, full = false): string {
  const name = printable(full ? key : cut(key, 100))
  if (secret) return kind === 'changed' ? `${name}: changed (not shown)` : `${name} (not shown)`
  if (kind === 'changed') {
    const [was, is] = [valueText(before), valueText(after)]
    return full ? `${name}: ${was} -> ${is}` : `${name}: ${pairText(was, is)}`
  }
  const value = valueText(kind === 'added' ? after : before)
  return key.endsWith(value) || value === 'true' || value === "''" ? name : `${name}: ${full ? value : cut(value)}`
}

/** What differs between two texts that are lists: `+10.0.0.4, -10.0.0.3`; else both. */
export function detailText(before: string, after: string): string {
  const [was, is] = [before.split(', '), after.split(', ')]
  if (was.length === 1 && is.length === 1) return `${before} -> ${after}`
  return [...is.filter((each) => !was.includes(each)).map((each) => `+${each}`), ...was.filter((each) => !is.includes(each)).map((each) => `-${each}`)].join(
    ', ',
  )
}

/** Few hosts by name, many by number. */
export function hostsText(hosts: readonly string[], most = 2): string {
  const names = [...new Set(hosts)].sort(compare)
  return names.length <= most ? names.join(', ') : `${names.length} hosts`
}

/** `/etc/patroni/patroni.yml on 12 hosts`. */
export function placesText(files: readonly FileChange[]): string {
  const paths = [...new Set(files.map(({ path }) => path))].sort(compare)
  const hosts = hostsText(files.map(({ host }) => host))
  return paths.length === 1 ? `${paths[0]} on ${hosts}` : `${paths.length} files on ${hosts}`
}

/** `pg_max_conn (inventory.yml:33:7)`: the place in the new inventory, or that in the old one where it is gone. */
export function originText({ label, before, after }: Origin): string {
  return `${label} (${after ?? `gone, was ${before}`})`
}

export function originsText(origins: readonly Origin[], most = 3): string {
  return `${origins.slice(0, most).map(originText).join(', ')}${origins.length > most ? ` and ${origins.length - most} more` : ''}`
}
