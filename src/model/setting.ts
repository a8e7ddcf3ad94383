import type { Sink } from '../diagnostics/sink.js'
import type { Span } from '../source/span.js'
import type { Node } from '../syntax/node.js'
import { codes } from './codes.js'

/** One server setting of a role or database; `reset` where the inventory says DEFAULT. */
export interface Setting {
  readonly name: string
  readonly value: string
  readonly reset: boolean
  readonly at: Span
}

/** The entries of a map of settings, by name; null skips one, a list is joined by commas, truth is on or off. */
export function readSettings(node: Node | undefined): Setting[] {
  if (node?.kind !== 'mapping') return []
  const settings = [...node.entries.values()].flatMap(({ name, value }): Setting[] => {
    const text = textOf(value)
    return text === undefined ? [] : [{ name, value: text, reset: text.toUpperCase() === 'DEFAULT', at: value.at }]
  })
  return settings.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

function textOf(node: Node): string | undefined {
  if (node.kind === 'sequence') return node.items.flatMap((item) => textOf(item) ?? []).join(', ')
  if (node.kind === 'mapping' || node.type === 'null') return undefined
  if (typeof node.value === 'boolean') return node.value ? 'on' : 'off'
  return String(node.value)
}

/** Whether a setting can have the name in SQL: letters, digits, _ and $, with dots between its parts, of which the server keeps 63 characters each. */
export function isSettingName(name: string): boolean {
  return /^[A-Za-z_][\w$]{0,62}(\.[A-Za-z_][\w$]{0,62})*$/.test(name)
}

/** Reports names that no setting of the server can have, and values that no SQL can hold. `whose` names the user or database. */
export function reportSettings(settings: readonly Setting[], whose: string, sink: Sink): void {
  for (const { name, value, at } of settings)
    if (/[\0\r]/.test(value))
      sink.report(codes['object-setting'], at, `${whose} has a setting ${name} with a NUL character or a carriage return, which no script can hold`)
    else if (!isSettingName(name))
      sink.report(
        codes['object-setting'],
        at,
        `${whose} has a setting \`${name}\`: a name has letters, digits, _ and $, and dots between its parts of at most 63 characters`,
      )
}
