import { Bug } from '../../diagnostics/invariant.js'
import type { Setting } from './sections.js'

/** database.txt and useropts.txt: each line's name (or *) with the pairs of its connection string, in order. */
export function readPgbouncerOptions(text: string): readonly (readonly [name: string, options: readonly Setting[]])[] {
  return text.split('\n').flatMap((line, index) => {
    if (/^[ \t]*([#;]|$)/.test(line)) return []
    const match = /^([A-Za-z0-9_.-]+|\*)[ \t]*=[ \t]*(.*)$/s.exec(line)
    if (!match) throw new Bug(`line ${index + 1} is not a name with options`)
    return [[match[1] ?? '', options(match[2] ?? '', index + 1)] as const]
  })
}

function options(text: string, number: number): Setting[] {
  const token = /[ \t]*([A-Za-z0-9_]+)[ \t]*=[ \t]*(?:'((?:[^']|'')*)'|([^ \t']+))[ \t]*(?=[ \t]|[A-Za-z0-9_]+[ \t]*=|$)/y
  const found: Setting[] = []
  while (token.lastIndex < text.length) {
    const match = token.exec(text)
    if (!match) throw new Bug(`line ${number} is not a connection string`)
    found.push([match[1] ?? '', match[2]?.replaceAll("''", "'") ?? match[3] ?? ''])
  }
  return found
}
