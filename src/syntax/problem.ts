import { Lexer, type YAMLError } from 'yaml'
import type { Code } from '../diagnostics/diagnostic.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import { syntaxCodes } from './codes.js'

/** A place where the text is not YAML. Offsets count from the start of the text; `end` is exclusive. */
export interface Problem {
  readonly code: Code
  readonly start: number
  readonly end: number
  readonly message: string
}

/** Reports the first problem of every line: the others of that line only follow from it. */
export function reportProblems(source: Source, sink: Sink, problems: readonly Problem[]): void {
  let line = 0
  for (const { code, start, end, message } of [...problems].sort((a, b) => a.start - b.start)) {
    const at = new Span(source, start, Math.max(start, end))
    const own = source.position(start).line
    if (own === line) continue
    line = own
    sink.report(code, at, message)
  }
}

/** The parser's errors in our words, each at what a reader would have to change. */
export function explainErrors(text: string, errors: readonly YAMLError[]): Problem[] {
  if (errors.length === 0) return []
  const open = findUnclosed(text)
  const problems = open.map((start) => ({ code: syntaxCodes['yaml-syntax'], start, end: start + 1, message: unclosed(text.charAt(start)) }))
  const quote = open.find((start) => text[start] === '"' || text[start] === "'")
  for (const error of errors) {
    const [start, end] = place(text, error)
    // What follows a quote that is never closed is text taken for structure, or the other way round.
    if (quote !== undefined && start >= quote) continue
    if (open.length > 0 && /must (?:be sufficiently|end with)/.test(error.message)) continue
    const code = error.code === 'TAB_AS_INDENT' ? 'yaml-tab' : error.code === 'ALIAS_PROPS' || error.code === 'BAD_ALIAS' ? 'yaml-alias' : 'yaml-syntax'
    problems.push({ code: syntaxCodes[code], start, end, message: explain(text, start, error) })
  }
  return problems
}

export const tabMessage = 'a tab cannot indent: use spaces'

function unclosed(opening: string): string {
  if (opening === '"' || opening === "'") return `the string that begins here is not closed: add ${opening === '"' ? 'a double' : 'a single'} quote at its end`
  return `this ${opening} is not closed: add ${opening === '{' ? '}' : ']'} at its end, and indent its lines deeper than the key it belongs to`
}

function place(text: string, error: YAMLError): [number, number] {
  let [start, end] = error.pos
  // The parser points behind the last thing it understood; the culprit is the next thing.
  if (error.code === 'BAD_INDENT' || error.code === 'MISSING_CHAR') while (start < text.length && /\s/.test(text.charAt(start))) start++
  if (start >= text.length) start = text.trimEnd().length
  end = Math.min(Math.max(end, start + 1), text.length)
  return [start, end]
}

/** Messages name characters, never words of the text: those could be a secret. */
function explain(text: string, start: number, error: YAMLError): string {
  const { code, message } = error
  const sign = text.charAt(start)
  switch (code) {
    case 'TAB_AS_INDENT':
      return tabMessage
    case 'ALIAS_PROPS':
      return 'an alias cannot have an anchor or a tag of its own'
    case 'BAD_ALIAS':
      return 'an anchor (&) and an alias (*) need a name; quote a text that begins with & or *'
    case 'BAD_DIRECTIVE':
      return 'a line that begins with % is a directive, and only %YAML and %TAG exist; quote a text that begins with %'
    case 'BAD_DQ_ESCAPE':
      return 'there is no such escape in a double-quoted string: write \\\\ for a backslash, or use single quotes'
    case 'BAD_INDENT':
      return 'the indentation fits nothing above: entries of one mapping or list begin in the same column'
    case 'BAD_PROP_ORDER':
      return 'an anchor or a tag belongs after the - or ? of its entry'
    case 'BAD_SCALAR_START':
      return `a text cannot begin with ${sign}: quote it`
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a second "key: value" begins on the line of the first: put it on a line of its own, or quote the text that holds the ": "'
    case 'BLOCK_IN_FLOW':
      return 'inside [ ] and { } only the one-line style is possible: separate entries with commas'
    case 'KEY_OVER_1024_CHARS':
      return 'a key can have at most 1024 characters'
    case 'MULTILINE_IMPLICIT_KEY':
      return 'this key runs over more than one line: is the ":" after the first line missing?'
    case 'MULTIPLE_ANCHORS':
      return 'a value can have only one anchor'
    case 'MULTIPLE_TAGS':
      return 'a value can have only one tag'
    case 'TAG_RESOLVE_FAILED':
      return 'the handle of this tag is not declared; quote a text that begins with !'
    case 'MISSING_CHAR':
      return explainMissing(message)
    default:
      if (sign === '}' || sign === ']') return `this ${sign} closes nothing: remove it, or quote the text it belongs to`
      if (sign === ',') return 'this comma has no value before it'
      if (sign === '@' || sign === '`' || sign === '%') return `a text cannot begin with ${sign}: quote it`
      return 'this does not belong here: is a quote, a comma or a line end missing before it?'
  }
}

function explainMissing(message: string): string {
  if (message.startsWith('Implicit map keys')) return 'this line is neither "key: value" nor "- item": add ": " after the key'
  if (message.startsWith('Comments')) return 'a comment needs a blank before its #'
  if (message.startsWith('Missing space')) return 'a blank is missing after the colon'
  if (message.startsWith('Missing ,')) return 'a comma is missing before this'
  if (message.startsWith('Sequence item')) return 'this line stands among list items, but does not begin with "- "'
  if (message.startsWith('Tags and anchors')) return 'a blank is missing after the tag or anchor'
  if (message.startsWith('Missing newline')) return 'the list must begin on a new line after its tag or anchor'
  if (message.startsWith('Block collection')) return 'the first entry must stand on a line of its own, after ---'
  return 'a line with --- is missing after the directives'
}

/** Offsets of the quotes and brackets that open something and never close it, in order. */
function findUnclosed(text: string): number[] {
  const unclosed: number[] = []
  let brackets: number[] = []
  let offset = 0
  let inScalar = false
  for (const lexeme of new Lexer().lex(text)) {
    // Of the lexer's three marks (in-band control characters) none stands for text: \x02 document, \x18 broken flow, \x1f scalar.
    if (lexeme === '\x1f') {
      inScalar = true
      continue
    }
    if (lexeme === '\x18' || lexeme === '\x02') {
      unclosed.push(...brackets)
      brackets = []
      continue
    }
    if (!inScalar) {
      const first = lexeme.charAt(0)
      if (lexeme === '{' || lexeme === '[') brackets.push(offset)
      else if (lexeme === '}' || lexeme === ']') brackets.pop()
      else if (first === '"' ? !/^"[^"\\]*(?:\\[\s\S][^"\\]*)*"$/.test(lexeme) : first === "'" && !/^'[^']*(?:''[^']*)*'$/.test(lexeme)) unclosed.push(offset)
    }
    inScalar = false
    offset += lexeme.length
  }
  return [...unclosed, ...brackets].sort((a, b) => a - b)
}
