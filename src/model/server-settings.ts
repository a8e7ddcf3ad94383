import type { Sink } from '../diagnostics/sink.js'
import type { Span } from '../source/span.js'
import type { Entry, Node, ScalarNode } from '../syntax/node.js'
import { codes } from './codes.js'
import type { Context } from './context.js'

/** A setting of postgresql.auto.conf, which beats whatever Patroni wrote. */
export interface ServerSetting {
  readonly name: string
  /** As the server sees it, without quotes or escapes of the file. */
  readonly value: string
  readonly at: Span
}

/** Settings that hold a comma list of names in one text. Source: GUC_LIST_QUOTE and its neighbours in PostgreSQL. */
const lists: ReadonlySet<string> = new Set([
  'search_path',
  'temp_tablespaces',
  'local_preload_libraries',
  'session_preload_libraries',
  'log_destination',
  'shared_preload_libraries',
  'unix_socket_directories',
  'debug_io_direct',
])

const namePattern = /^[A-Za-z_][A-Za-z0-9_$]*(\.[A-Za-z_][A-Za-z0-9_$]*)?$/

/** The entries of pg_parameters by name. Its file has no order that means anything, so the map's own order must not show. */
export function buildServerSettings({ settings, sink }: Context): ServerSetting[] {
  const node = settings.node('pg_parameters')
  if (node?.kind !== 'mapping') return []
  const found: ServerSetting[] = []
  const seen = new Map<string, Entry>()
  for (const entry of node.entries.values()) {
    const what = `pg_parameters.${entry.name}`
    const twin = seen.get(entry.name.toLowerCase())
    if (!namePattern.test(entry.name))
      sink.report(
        codes['server-setting-name'],
        entry.key.at,
        `${what} is no name of a setting: letters, digits, _ and $, with at most one dot; the server would not start`,
      )
    else if (twin !== undefined)
      sink.report(codes['server-setting-name'], entry.key.at, `${what} is the setting ${twin.name} again, since case makes no difference: keep one`, {
        related: [{ at: twin.key.at, message: 'the other one' }],
      })
    const value = lists.has(entry.name.toLowerCase()) ? listText(entry.value, what, sink) : scalarText(entry.value, what, sink)
    if (value !== undefined) found.push({ name: entry.name, value, at: entry.value.at })
    seen.set(entry.name.toLowerCase(), entry)
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** A text that already is one quoted literal was the only way to make the reference work: its quotes come off once (KD-23). */
function listText(node: Node, what: string, sink: Sink): string | undefined {
  if (node.kind === 'sequence') {
    const elements = node.items.map((item) => scalarText(item, what, sink))
    return elements.includes(undefined) ? undefined : elements.map((element) => (element === undefined ? '' : identifier(element))).join(', ')
  }
  const text = scalarText(node, what, sink)
  const literal = text === undefined ? null : /^'((?:[^']|'')*)'$/.exec(text)
  return literal === null ? text : (literal[1] ?? '').replaceAll("''", "'")
}

/** A bare element is folded to small letters and ends at a blank or comma; quotes keep it as it is. */
function identifier(element: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(element) || /^"(?:[^"]|"")*"$/.test(element) ? element : `"${element.replaceAll('"', '""')}"`
}

/** Values never appear in the messages: a setting may hold a connection string with a password. */
function scalarText(node: Node, what: string, sink: Sink): string | undefined {
  const problem =
    node.kind !== 'scalar'
      ? `must be one value, not a ${node.kind === 'sequence' ? 'list: join its items with commas' : 'map'}`
      : node.value === null
        ? "has no value: leave it out to keep the server's own, or write '' for an empty text"
        : node.text.includes('\0')
          ? 'must not hold a NUL character'
          : undefined
  if (problem === undefined && node.kind === 'scalar') return textOf(node)
  sink.report(codes['server-setting-value'], node.at, `${what} ${problem}`)
  return undefined
}

/** Numbers in the shortest decimal form; digits that JavaScript cannot hold stay as they were written. */
function textOf({ value, text }: ScalarNode): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value !== 'number') return value ?? ''
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? text.replaceAll('_', '') : String(value)
}
