/**
 * A token of a psql script. `name` is a quoted identifier and `text` a literal, both without their quotes; `command` is a meta-command without its
 * backslash, and `argument` a quoted word after one; everything else is a `word` or a single `sign`.
 */
export type SqlToken = readonly [kind: 'word' | 'name' | 'text' | 'sign' | 'command' | 'argument', value: string]

const patterns = {
  blank: /(?:[ \t\r\n]+|--[^\n]*|\/\*.*?\*\/)+/sy,
  escaped: /[eE]'((?:[^'\\]|\\.|'')*)'/sy,
  text: /'((?:[^']|'')*)'/sy,
  dollar: /\$([A-Za-z_]\w*)?\$(.*?)\$\1\$/sy,
  name: /"((?:[^"]|"")+)"/sy,
  word: /[\p{L}_][\p{L}\p{N}_$]*|\d[\w.]*/uy,
  command: /\\([a-z_]+)/y,
} as const

const inCommand = {
  blank: /[ \t]+/y,
  single: /'((?:[^'\\\n]|\\.|'')*)'/y,
  double: /"((?:[^"\n]|"")*)"/y,
  word: /[^ \t\n'"]+/y,
} as const

const signs: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

/**
 * The statements of a script for psql, each as its tokens. A semicolon ends a statement, and so does the line of a meta-command, which belongs to
 * the statement before it where that is still open (as in `SELECT 1 \gset`). Throws where a quote has no end. Source: the lexical rules of
 * PostgreSQL with standard_conforming_strings on, and the manual of psql; what psql expands (variables, backquotes) is not looked at.
 */
export function sqlStatements(script: string): SqlToken[][] {
  const statements: SqlToken[][] = []
  let tokens: SqlToken[] = []
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at
    const match = pattern.exec(script)
    if (match === null) return undefined
    at = pattern.lastIndex
    return match
  }
  const end = (): void => {
    if (tokens.length > 0) statements.push(tokens)
    tokens = []
  }
  while (at < script.length) {
    let match = take(patterns.blank)
    if (at === script.length) break
    if ((match = take(patterns.escaped))) tokens.push(['text', unescaped(match[1] ?? '')])
    else if ((match = take(patterns.text))) tokens.push(['text', (match[1] ?? '').replaceAll("''", "'")])
    else if ((match = take(patterns.dollar))) tokens.push(['text', match[2] ?? ''])
    else if ((match = take(patterns.name))) tokens.push(['name', (match[1] ?? '').replaceAll('""', '"')])
    else if ((match = take(patterns.word))) tokens.push(['word', match[0]])
    else if ((match = take(patterns.command))) {
      tokens.push(['command', match[1] ?? ''])
      while (at < script.length && script[at] !== '\n') {
        if (take(inCommand.blank)) continue
        if ((match = take(inCommand.single))) tokens.push(['argument', unescaped(match[1] ?? '')])
        else if ((match = take(inCommand.double))) tokens.push(['argument', (match[1] ?? '').replaceAll('""', '"')])
        else if ((match = take(inCommand.word))) tokens.push(['word', match[0]])
        else throw new SyntaxError('a quote without its end in the line of a meta-command')
      }
      end()
    } else {
      const sign = script[at] ?? ''
      if (sign === "'" || sign === '"') throw new SyntaxError('a quote without its end')
      at++
      if (sign === ';') end()
      else tokens.push(['sign', sign])
    }
  }
  end()
  return statements
}

function unescaped(text: string): string {
  return text.replace(/''|\\(.)/gs, (_, sign?: string) => (sign === undefined ? "'" : (signs[sign] ?? sign)))
}
