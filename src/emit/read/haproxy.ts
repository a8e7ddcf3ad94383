import { Bug } from '../../diagnostics/invariant.js'

/** A section of haproxy.cfg: the words of its first line, and those of each line below it. */
export interface HaproxySection {
  readonly head: readonly string[]
  readonly lines: readonly (readonly string[])[]
}

const keywords =
  /^(global|defaults|frontend|backend|listen|userlist|peers|resolvers|mailers|program|cache|ring|http-errors|fcgi-app|crt-store|log-forward|traces)$/

/** haproxy.cfg and the files of conf.d, with quotes, escapes and comments resolved. */
export function readHaproxy(text: string): readonly HaproxySection[] {
  const sections: { head: string[]; lines: string[][] }[] = []
  text.split('\n').forEach((line, index) => {
    const words = wordsOf(line, index + 1)
    if (words.length === 0) return
    const current = sections.at(-1)
    if (keywords.test(words[0] ?? '')) sections.push({ head: words, lines: [] })
    else if (current) current.lines.push(words)
    else throw new Bug(`line ${index + 1} stands before any section`)
  })
  return sections
}

/** Splits at blanks; '...' is literal, a backslash takes the next sign as it is, # outside of quotes ends the line. */
function wordsOf(line: string, number: number): string[] {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at)
    if (quote !== '' && sign === quote) quote = ''
    else if (quote === "'") word = (word ?? '') + sign
    else if (sign === '\\') word = (word ?? '') + line.charAt(++at)
    else if (quote === '"') {
      if (sign === '$') throw new Bug(`line ${number} expands an environment variable`)
      word = (word ?? '') + sign
    } else if (sign === "'" || sign === '"') {
      quote = sign
      word ??= ''
    } else if (sign === ' ' || sign === '\t') {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (sign === '#') break
    else word = (word ?? '') + sign
  }
  if (quote !== '') throw new Bug(`line ${number} has an open quote`)
  if (word !== undefined) words.push(word)
  return words
}
