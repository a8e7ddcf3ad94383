/** The key of an entry, then the colon: a plain text or JSON's. Sticky. */
const key = /(?:([A-Za-z_][\w.-]{0,99})|"([ !#-[\]-~]{0,900})"):(?= |$)/y

/** YAML 1.1 takes these for no text, in any case of letters; the last, by mistake, some readers only. */
const typed = /^(?:y|n|yes|no|on|off|true|false|null|e\d+)$/i

const integer = /^-?(?:0|[1-9]\d{0,14})$/
const decimal = /^-?(?:0|[1-9]\d{0,14})\.\d{1,15}(?:e[+-]\d{1,2})?$/
const bare = /^[A-Za-z_/][\w/.-]*$/
const row = /^\[[^[\]{}]+\]$/
const quoted = /^"[ !#-[\]-~]*"$/
const escaped = /^"(?:[ !#-[\]-~\xa0-\u1fff]|\\["\\bfnrt]|\\u(?![dD][89abAB])[0-9a-fA-F]{4})*"$/

/** What this reader leaves to others. */
class NotPlain extends Error {}

/**
 * A document of block maps and lists whose scalars are plain words, numbers, quoted texts of one line, literal blocks (`|-`) and rows of such (`[a, b]`): what pgcompile prints
 * reads alike in every YAML, and fast. Undefined for any other text, also for one that is no YAML.
 */
export function readPlainYaml(text: string): object | undefined {
  if (!text.endsWith('\n') || /[^\n -~\xa0-\u1fff]/.test(text)) return undefined
  try {
    return new Reading(text.slice(0, -1).split('\n')).document()
  } catch (error) {
    if (error instanceof NotPlain) return undefined
    throw error
  }
}

class Reading {
  /** The line that is looked at, and how far it is indented; an item's dash counts as a blank. */
  private at = -1
  private indent = 0

  constructor(private readonly lines: readonly string[]) {
    this.advance()
  }

  document(): object {
    if (this.at === this.lines.length) throw new NotPlain()
    const read = this.collection()
    if (this.at < this.lines.length) throw new NotPlain()
    return read
  }

  /** The map or list that begins at this place of this line. */
  private collection(): object {
    return isItem(this.line(), this.indent) ? this.list(this.indent) : this.map(this.indent)
  }

  private map(indent: number): object {
    const map: Record<string, unknown> = {}
    while (this.indent === indent && this.at < this.lines.length) {
      const line = this.line()
      key.lastIndex = indent
      const found = key.exec(line)
      const name = found?.[1] ?? found?.[2]
      if (name === undefined || Object.hasOwn(map, name) || name === '__proto__' || (found?.[1] !== undefined && typed.test(name))) throw new NotPlain()
      const end = key.lastIndex
      if (end === line.length) {
        this.advance()
        // Items may stand as far left as the key that they belong to.
        if (this.indent < indent || (this.indent === indent && !isItem(this.line(), indent))) throw new NotPlain()
        map[name] = this.collection()
      } else map[name] = this.value(line.slice(end + 1), indent)
    }
    if (this.indent > indent) throw new NotPlain()
    return map
  }

  private list(indent: number): unknown[] {
    const list: unknown[] = []
    while (this.indent === indent && this.at < this.lines.length && isItem(this.line(), indent)) {
      const line = this.line()
      const first = indent + 2
      key.lastIndex = first
      if (isItem(line, first) || key.test(line)) {
        this.indent = first
        list.push(this.collection())
      } else list.push(this.value(line.slice(first), indent))
    }
    if (this.indent > indent) throw new NotPlain()
    return list
  }

  /** A value that begins on this line, in a collection of that indentation. */
  private value(text: string, indent: number): unknown {
    const value = text === '|-' ? this.literal(indent) : scalar(text)
    if (text !== '|-') this.advance()
    return value
  }

  private literal(parent: number): string {
    const kept: string[] = []
    const indent = indentOf(this.lines[this.at + 1] ?? '')
    if (indent <= parent) throw new NotPlain()
    for (this.at++; this.at < this.lines.length; this.at++) {
      const line = this.line()
      if (line === '') kept.push('')
      else if (indentOf(line) >= indent) kept.push(line.slice(indent))
      else break
    }
    this.at--
    this.advance()
    if (this.indent > parent) throw new NotPlain()
    return kept.join('\n').replace(/\n+$/, '')
  }

  /** To the next line that says something. */
  private advance(): void {
    for (this.at++; this.at < this.lines.length; this.at++) {
      const line = this.line()
      this.indent = indentOf(line)
      if (this.indent < line.length && line[this.indent] !== '#') return
    }
    this.indent = -1
  }

  private line(): string {
    return this.lines[this.at] ?? ''
  }
}

function scalar(text: string): unknown {
  if (quoted.test(text)) return text.slice(1, -1)
  if (integer.test(text) || decimal.test(text)) return Number(text)
  if (text === 'true') return true
  if (text === 'false') return false
  if (text === 'null') return null
  if (text === '[]') return []
  if (text === '{}') return {}
  if (escaped.test(text)) return JSON.parse(text)
  if (bare.test(text) && !typed.test(text)) return text
  if (row.test(text)) return text.slice(1, -1).split(', ').map(scalar)
  throw new NotPlain()
}

function isItem(line: string, at: number): boolean {
  return line.startsWith('- ', at) && line.length > at + 2 && line[at + 2] !== ' '
}

function indentOf(line: string): number {
  let indent = 0
  while (line.charCodeAt(indent) === 32) indent++
  return indent
}
