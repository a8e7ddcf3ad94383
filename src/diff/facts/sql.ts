import { mask } from '../../diagnostics/mask.js'
import type { SqlToken } from '../../syntax/sql.js'
import type { Veil } from '../veil.js'
import { type Branch, branch, leaf } from './fact.js'

/**
 * The statements of a script in their order. A statement goes by what stands before its first literal or parenthesis, or by all of it where others begin
 * alike; literals beside a password are no part of that.
 */
export function sqlFacts(statements: readonly (readonly SqlToken[])[], veil: Veil): Branch {
  const names = new Set(statements.flat().flatMap(([kind, value]) => (kind === 'name' ? [value] : [])))
  const found = statements.map((tokens) => {
    const telling = tokens.some(([kind, value]) => kind !== 'text' && /passw/i.test(value))
    const hidden = ([kind, value]: SqlToken): boolean => (kind === 'text' || kind === 'argument') && value !== '' && (telling || veil.hides(value))
    const shown = tokens.map((token): SqlToken => (hidden(token) ? [token[0], mask] : token))
    // A role stands beside its password as a literal, too.
    const credentials = tokens.filter((token) => hidden(token) && !names.has(token[1])).map(([, value]) => value)
    const end = shown.findIndex(([kind, value]) => kind === 'text' || kind === 'argument' || (kind === 'sign' && value === '('))
    return { head: written(end < 2 ? shown : shown.slice(0, end)), shown: written(shown), fact: leaf(written(tokens), credentials.length > 0, credentials) }
  })
  const counts = new Map<string, Set<string>>()
  for (const { head, shown } of found) counts.set(head, (counts.get(head) ?? new Set()).add(shown))
  return branch(
    found.map(({ head, shown, fact }) => [counts.get(head)?.size === 1 ? head : shown, fact]),
    true,
  )
}

function written(tokens: readonly SqlToken[]): string {
  let text = ''
  let glue = true
  for (const [kind, value] of tokens) {
    const word = textOf(kind, value)
    const tight = kind === 'sign' && /^[,;.)(:[\]]$/.test(value)
    text += glue || tight ? word : ` ${word}`
    glue = kind === 'sign' && /^[.(:[]$/.test(value)
  }
  return text
}

function textOf(kind: SqlToken[0], value: string): string {
  if (kind === 'name') return `"${value.replaceAll('"', '""')}"`
  if (kind === 'command') return `\\${value}`
  return kind === 'text' || kind === 'argument' ? `'${value.replaceAll("'", "''")}'` : value
}
