import { mask } from '../../diagnostics/mask.js'
import type { Change } from '../../diff/change.js'
import { quoteShell } from '../../emit/quote/shell.js'
import { isRecord, valueAt } from './patroni-file.js'
import { keysOf, type Question } from './question.js'

/**
 * The command that brings a changed value of `bootstrap.dcs` into a running cluster. patronictl splits keys at dots, but for settings of the server, and
 * reads a value as YAML; `null` takes a key away. A list is given as a whole. Without a value for credentials: it opens an editor then.
 */
export function editConfig(question: Question): string {
  const { file, change } = question
  const [, , ...steps] = keysOf(question)
  const scope = valueAt(file.after ?? file.before, ['scope'])
  const start = ['patronictl', '-c', file.path, 'edit-config', ...(typeof scope === 'string' ? [scope] : [])].map(quoteShell).join(' ')
  if (change === undefined || isHidden(change)) return start
  const key = untilList(question, steps)
  const value = key.length === steps.length ? change.after : valueAt(file.after, ['bootstrap', 'dcs', ...key])
  const isSetting = key[0] === 'postgresql' && key[1] === 'parameters' && key.length === 3
  const pair = `${isSetting ? key[2] : key.join('.')}=${yamlText(value)}`
  return `${start} --force ${isSetting ? '-p' : '-s'} ${quoteShell(pair)}`
}

function isHidden({ secret, path, after }: Change): boolean {
  return secret || JSON.stringify([path, after ?? null]).includes(mask)
}

/** The steps before the first that leads into a list. */
function untilList({ file }: Question, steps: readonly string[]): readonly string[] {
  const end = steps.findIndex((_, length) =>
    [file.before, file.after].some((side) => Array.isArray(valueAt(side, ['bootstrap', 'dcs', ...steps.slice(0, length)]))),
  )
  return end === -1 ? steps : steps.slice(0, end)
}

/** One line that YAML 1.1 reads as exactly this value. */
function yamlText(value: unknown): string {
  if (value === undefined) return 'null'
  if (typeof value === 'string') return isPlain(value) ? value : JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(yamlText).join(', ')}]`
  if (isRecord(value)) {
    const entries = Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${yamlText(each)}`)
    return `{${entries.join(', ')}}`
  }
  return String(value)
}

/** Words and sizes that nothing but a text can be. */
function isPlain(text: string): boolean {
  return /^([A-Za-z][\w-]*|[0-9]+(B|kB|MB|GB|TB|us|ms|s|min|h|d))$/.test(text) && !/^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i.test(text)
}
