/**
 * A token of a psql script. `name` is a quoted identifier and `text` a literal, both without their quotes; `command` is a meta-command without its
 * backslash, and `argument` a quoted word after one; everything else is a `word` or a single `sign`.
 */
export type SqlToken = readonly [kind: 'word' | 'name' | 'text' | 'sign' | 'command' | 'argument', value: string]

const token = new RegExp(
  [
    /(?<blank>(?:[ \t\r\n]+|--[^\n]*|\/\*.*?\*\/)+)/,
    /[eE]'(?<escaped>(?:[^'\\]|\\.|'')*)'/,
    /'(?<text>(?:[^']|'')*)'/,
    /\$(?<tag>[A-Za-z_]\w*)?\$(?<dollar>.*?)\$\k<tag>\$/,
    /"(?<name>(?:[^"]|"")+)"/,
    /(?<word>[\p{L}_][\p{L}\p{N}_$]*|[0-9][\w.]*)/u,
    /\\(?<command>[a-z_]+)(?<line>[^\n]*)/,
    /(?<sign>[^'"])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'suy',
)

const argument = /[ \t]*(?:'(?<single>(?:[^'\\]|\\.|'')*)'|"(?<double>(?:[^"]|"")*)"|(?<word>[^ \t'"]+))/y

const signs: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }

/**
 * The statements of a script for psql, each as its tokens. A semicolon ends a statement, and so does the line of a meta-command, which belongs to
 * the statement before it where that is still open (as in `SELECT 1 \gset`). Throws where a quote has no end. Source: the lexical rules of
 * PostgreSQL with standard_conforming_strings on, and the manual of psql; what psql expands (variables, backquotes) is not looked at.
 */
export function sqlStatements(script: string): SqlToken[][] {
  const statements: SqlToken[][] = []
  let tokens: SqlToken[] = []
  for (const { blank, escaped, text, dollar, name, word, command, line, sign } of matches(token, script)) {
    if (blank !== undefined) continue
    if (escaped !== undefined) tokens.push(['text', unescaped(escaped)])
    else if (text !== undefined) tokens.push(['text', text.replaceAll("''", "'")])
    else if (dollar !== undefined) tokens.push(['text', dollar])
    else if (name !== undefined) tokens.push(['name', name.replaceAll('""', '"')])
    else if (word !== undefined) tokens.push(['word', word])
    else if (command !== undefined) tokens.push(['command', command], ...argumentsOf(line ?? ''))
    else if (sign !== undefined && sign !== ';') tokens.push(['sign', sign])
    if (tokens.length > 0 && (sign === ';' || command !== undefined)) {
      statements.push(tokens)
      tokens = []
    }
  }
  return tokens.length > 0 ? [...statements, tokens] : statements
}

function argumentsOf(line: string): SqlToken[] {
  return matches(argument, line.trimEnd()).map(({ single, double, word = '' }) => {
    if (single !== undefined) return ['argument', unescaped(single)]
    return double === undefined ? ['word', word] : ['argument', double.replaceAll('""', '"')]
  })
}

/** The groups of each match, one after the other without a gap. */
function matches(pattern: RegExp, text: string): Partial<Record<string, string>>[] {
  const found: Partial<Record<string, string>>[] = []
  pattern.lastIndex = 0
  for (let at = 0; at < text.length; at = pattern.lastIndex) {
    const groups = pattern.exec(text)?.groups
    if (groups === undefined) throw new SyntaxError('a quote without its end')
    found.push(groups)
  }
  return found
}

function unescaped(text: string): string {
  return text.replace(/''|\\(.)/gs, (_, sign?: string) => (sign === undefined ? "'" : (signs[sign] ?? sign)))
}
