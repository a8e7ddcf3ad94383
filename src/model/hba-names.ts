import { type HbaToken, tokenOf } from '../syntax/hba.js'
import type { Node, ScalarNode } from '../syntax/node.js'

/** One element of a column, or why it cannot be one. `node` is its place. */
export type NamedToken = { readonly node: ScalarNode; readonly token: HbaToken } | { readonly node: ScalarNode; readonly problem: string }

/**
 * The elements of `user` or `db` of a rule: a comma list or a list, placeholders expanded in each element (KD-25). A name in a comma list may
 * stand in double quotes, as in the file itself; in a list every character belongs to the name.
 */
export function readNames(node: Node, column: 'databases' | 'users', placeholders: ReadonlyMap<string, () => string>): NamedToken[] {
  if (node.kind === 'mapping') return []
  if (node.kind === 'sequence')
    return node.items.flatMap((item) => (item.kind === 'scalar' ? [{ node: item, ...element(item.text.trim(), column, placeholders) }] : []))
  const elements = node.text.match(/\s*(?:\+?"(?:[^"]|"")*"\s*(?=,|$)|[^,]*)(?:,|$)/g) ?? []
  // The match at the end of the text is empty unless the text ends with a comma.
  if (elements.at(-1) === '' && !node.text.endsWith(',')) elements.pop()
  return elements.map((text) => ({ node, ...element(text.replace(/,$/, '').trim(), column, placeholders) }))
}

function element(text: string, column: 'databases' | 'users', placeholders: ReadonlyMap<string, () => string>): { token: HbaToken } | { problem: string } {
  if (text === '') return { problem: 'holds an empty name' }
  if (text === '/') return { problem: 'holds a slash alone, and what follows a slash is a regular expression' }
  const expand = placeholders.get(text)
  if (expand !== undefined && column === 'users') return { token: { name: expand() } }
  if (/^\$\{.*\}$/.test(text))
    return { problem: `holds ${text}, which nothing expands${column === 'users' ? `: known are ${[...placeholders.keys()].join(', ')}` : ''}` }
  const inQuotes = /^(\+?)"((?:[^"]|"")*)"$/.exec(text)
  if (inQuotes === null) return { token: tokenOf({ text, quoted: false }, column) }
  const name = (inQuotes[2] ?? '').replaceAll('""', '"')
  if (name === '') return { problem: 'holds an empty name' }
  if (name === '/' && inQuotes[1] === '') return { problem: 'holds a slash alone, and what follows a slash is a regular expression' }
  return { token: inQuotes[1] === '+' && column === 'users' ? { group: name } : tokenOf({ text: name, quoted: true }, column) }
}
