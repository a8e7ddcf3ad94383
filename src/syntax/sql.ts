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
export function sqlStatements(script: string): readonly (readonly SqlToken[])[] {
  return new SqlScripts().statements(script)
}

interface Statement {
  readonly tokens: readonly SqlToken[]
  /** Where it ends in its script. */
  readonly end: number
  /** Whether something in it might have been the beginning of a quote or comment that ends later. */
  readonly open: boolean
}

/** Reads scripts one after the other: what one has in common with the one before it, from its beginning or up to its end, is not read again. */
export class SqlScripts {
  private script = ''
  private found: readonly Statement[] = []

  statements(script: string): readonly (readonly SqlToken[])[] {
    const former = this.found
    const [head, tail] = common(script, this.script)
    const moved = script.length - this.script.length
    const ends = new Map(tail === 0 ? [] : former.map(({ end }, index) => [end + moved, index]))
    // The sign after it tells whether a command ended there.
    const changed = former.findIndex(({ end, open }) => end >= head || open)
    const kept = changed === -1 ? former : former.slice(0, changed)
    const found = [...kept]
    let tokens: SqlToken[] = []
    let open = false
    for (let at = kept.at(-1)?.end ?? 0; at < script.length; ) {
      const token = addToken(script, at, tokens)
      at = token.end
      open ||= token.open
      if (!token.last || tokens.length === 0) continue
      found.push({ tokens, end: at, open })
      tokens = []
      open = false
      const same = script.length - at <= tail ? ends.get(at) : undefined
      if (same === undefined) continue
      for (const known of former.slice(same + 1)) found.push({ ...known, end: known.end + moved })
      at = script.length
    }
    if (tokens.length > 0) found.push({ tokens, end: script.length, open })
    this.script = script
    this.found = found
    return found.map((statement) => statement.tokens)
  }
}

/** How many signs two texts have in common at their beginnings, and at their ends beside those. */
function common(one: string, other: string): [head: number, tail: number] {
  const most = Math.min(one.length, other.length)
  let head = 0
  while (head < most && one.charCodeAt(head) === other.charCodeAt(head)) head++
  let tail = 0
  while (tail < most - head && one.charCodeAt(one.length - 1 - tail) === other.charCodeAt(other.length - 1 - tail)) tail++
  return [head, tail]
}

interface Token {
  readonly end: number
  /** Whether it ends a statement. */
  readonly last: boolean
  readonly open: boolean
}

/** Adds the token that begins here, if it is one. */
function addToken(script: string, at: number, tokens: SqlToken[]): Token {
  const end = plainEnd(script, at)
  if (end === undefined) return addAnyToken(script, at, tokens)
  const code = script.charCodeAt(at)
  if (code === quote) tokens.push(['text', script.slice(at + 1, end - 1).replaceAll("''", "'")])
  else if (code === doubleQuote) tokens.push(['name', script.slice(at + 1, end - 1).replaceAll('""', '"')])
  else if (isWordPart(code)) tokens.push(['word', script.slice(at, end)])
  else if (!isBlank(code) && code !== semicolon && end === at + 1) tokens.push(['sign', script.charAt(at)])
  return { end, last: code === semicolon, open: false }
}

const [quote, doubleQuote, semicolon, minus] = [0x27, 0x22, 0x3b, 0x2d]

/** Signs that begin nothing else. */
const alone = new Set([...'()[]{},;=<>+*%&|^~!?:.@#`'].map((sign) => sign.charCodeAt(0)))

/** Where blanks, a comment of one line, a literal, a name, a word of ASCII or a sign end that begin here: most of every script. Undefined for all else. */
function plainEnd(script: string, at: number): number | undefined {
  const code = script.charCodeAt(at)
  let end = at + 1
  if (isBlank(code)) {
    while (isBlank(script.charCodeAt(end))) end++
    return end
  }
  if (alone.has(code)) return end
  if (code === minus) {
    if (script.charCodeAt(end) !== minus) return end
    const line = script.indexOf('\n', at)
    return line === -1 ? script.length : line
  }
  if (code === quote || code === doubleQuote) return quotedEnd(script, at, code === quote ? "'" : '"')
  if (!isWordPart(code) || ((code === 0x45 || code === 0x65) && script.charCodeAt(end) === quote)) return undefined
  const number = isDigit(code)
  for (let next = script.charCodeAt(end); isWordPart(next) || next === (number ? 0x2e : 0x24); next = script.charCodeAt(end)) end++
  return script.charCodeAt(end) > 0x7f ? undefined : end
}

/** Two quotes stand for one. A name is never empty. */
function quotedEnd(script: string, at: number, sign: '"' | "'"): number | undefined {
  let end = script.indexOf(sign, at + 1)
  while (end !== -1 && script[end + 1] === sign) end = script.indexOf(sign, end + 2)
  return end === -1 || (sign === '"' && end === at + 1) ? undefined : end + 1
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** A letter, a digit or an underscore of ASCII. */
function isWordPart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || isDigit(code)
}

/** The same for a token of any kind. */
function addAnyToken(script: string, at: number, tokens: SqlToken[]): Token {
  token.lastIndex = at
  const groups = token.exec(script)?.groups
  if (groups === undefined) throw new SyntaxError('a quote without its end')
  const { escaped, text, dollar, name, word, command, line, sign } = groups
  if (escaped !== undefined) tokens.push(['text', unescaped(escaped)])
  else if (text !== undefined) tokens.push(['text', text.replaceAll("''", "'")])
  else if (dollar !== undefined) tokens.push(['text', dollar])
  else if (name !== undefined) tokens.push(['name', name.replaceAll('""', '"')])
  else if (word !== undefined) tokens.push(['word', word])
  else if (command !== undefined) tokens.push(['command', command], ...argumentsOf(line ?? ''))
  else if (sign !== undefined) tokens.push(['sign', sign])
  const end = token.lastIndex
  const open = sign === '$' || (sign === '/' && script.startsWith('*', end)) || (word !== undefined && script.startsWith("'", end))
  return { end, last: command !== undefined, open }
}

function argumentsOf(line: string): SqlToken[] {
  const found: SqlToken[] = []
  const text = line.trimEnd()
  argument.lastIndex = 0
  for (let at = 0; at < text.length; at = argument.lastIndex) {
    const groups = argument.exec(text)?.groups
    if (groups === undefined) throw new SyntaxError('a quote without its end')
    const { single, double, word = '' } = groups
    if (single !== undefined) found.push(['argument', unescaped(single)])
    else found.push(double === undefined ? ['word', word] : ['argument', double.replaceAll('""', '"')])
  }
  return found
}

function unescaped(text: string): string {
  return text.replace(/''|\\(.)/gs, (_, sign?: string) => (sign === undefined ? "'" : (signs[sign] ?? sign)))
}
