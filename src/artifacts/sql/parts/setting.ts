import type { Setting } from '../../../model/setting.js'
import { list, name, type Statement, sql, text } from '../../statement.js'

/** Settings whose value is a list of names; log_destination, which is one too, cannot be set for a role or database. */
const listSettings = ['search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries']

/** Settings of a role: `target` is as in ALTER ROLE "x". */
export function settingStatements(target: Statement, settings: readonly Setting[]): Statement[] {
  return settings.map(({ name: setting, value, reset }) => {
    const parameter = list(setting.split('.').map(name), '.')
    if (reset) return sql`ALTER ${target} RESET ${parameter}`
    const elements = listSettings.includes(setting.toLowerCase()) ? elementsOf(value) : [value]
    return sql`ALTER ${target} SET ${parameter} TO ${list(elements.map(text))}`
  })
}

/** The elements of a list as SQL reads them: split at commas outside of quotes, lower case unless quoted. No element at all is one empty one. */
export function elementsOf(value: string): string[] {
  const found = value.match(/(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|[^,])+/g) ?? []
  const elements = found.map((element) => element.trim()).filter((element) => element !== '')
  return elements.length === 0 ? [''] : elements.map(unquoted)
}

function unquoted(element: string): string {
  if (/^"(?:[^"]|"")*"$/.test(element)) return element.slice(1, -1).replaceAll('""', '"')
  if (/^'(?:[^']|'')*'$/.test(element)) return element.slice(1, -1).replaceAll("''", "'")
  return element.toLowerCase()
}
