import { Bug } from '../../diagnostics/invariant.js'

/**
 * A systemd EnvironmentFile: variable to value. Quotes may open anywhere, a backslash outside of them keeps the next character, in double
 * quotes only `" \ $` and the backquote; blanks around a value are cut, and what follows it on its line is part of it. No expansion.
 */
export function readEnv(text: string): Readonly<Record<string, string>> {
  const variables: [string, string][] = []
  text.split('\n').forEach((line, index) => {
    if (/^[ \t]*([#;]|$)/.test(line)) return
    const match = /^[ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*=(.*)$/s.exec(line)
    if (!match) throw new Bug(`line ${index + 1} is not an assignment`)
    variables.push([match[1] ?? '', readValue(match[2] ?? '', index + 1)])
  })
  return Object.fromEntries(variables)
}

/** One token after the other: blanks, 'verbatim', "escaped", or bare text up to the end of the line, which closes the value. */
function readValue(raw: string, number: number): string {
  const token = /[ \t]+|'([^']*)'|"((?:[^"\\]|\\.)*)"|((?:[^ \t'"\\]|\\.)(?:[^\\]|\\.)*)/suy
  let value = ''
  while (token.lastIndex < raw.length) {
    const match = token.exec(raw)
    if (!match) throw new Bug(`line ${number} has an open quote or ends with a backslash`)
    const [, verbatim, escaped, bare] = match
    value += verbatim ?? escaped?.replace(/\\(["\\$`])/g, '$1') ?? (bare === undefined ? '' : withoutTrailingBlanks(bare))
  }
  return value
}

/** An escaped blank stays. */
function withoutTrailingBlanks(bare: string): string {
  const parts = bare.match(/\\.|[^\\]/gsu) ?? []
  while (/^[ \t]$/.test(parts.at(-1) ?? '')) parts.pop()
  return parts.map((part) => (part.length > 1 && part.startsWith('\\') ? part.slice(1) : part)).join('')
}
