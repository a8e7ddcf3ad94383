import { type CST, Lexer, Parser } from 'yaml'
import { syntaxCodes } from './codes.js'
import { joinFlowLines } from './flow.js'
import { type Problem, tabMessage } from './problem.js'

/** Collections inside each other that are read; no inventory comes near, and what reads the tree can rely on its own stack. */
export const maximumDepth = 100

// YAML's printable characters, and of those the ones that PyYAML takes for a line end where nobody sees one.
const unfit = /[^\t\n\r\x20-\x7E\xA0-\u2027\u202A-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|\r(?!\n)/gu

/** The lexer's mark that the next lexeme is the text of a scalar without quotes. */
const scalarMark = '\x1f'
/** Every join reads the text again, so a hostile text gets only so many. */
const maximumJoins = 100
/** Its mark that a line inside [ ] or { } is not indented enough. */
const brokenFlow = '\x18'

/** The syntax tree of every document of a text, and what is wrong with its characters, tabs and depth. Without `tokens` nothing can be read. `text` is what was read: of the same length, perhaps with joined lines. */
export function readTokens(text: string, joins = 0): { text: string; tokens?: CST.Token[]; problems: Problem[] } {
  const problems: Problem[] = []
  for (const match of text.matchAll(unfit)) problems.push(unfitCharacter(match[0], match.index))
  if (problems.length > 0) return { text, problems }

  const tokens: CST.Token[] = []
  const parser = new Parser()
  const hasTab = text.includes('\t')
  let previous = ''
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === brokenFlow) {
      const outermost = parser.stack.find((token) => token.type === 'flow-collection')
      const joined = outermost === undefined || joins === maximumJoins ? undefined : joinFlowLines(text, outermost.offset)
      if (joined !== undefined && joined !== text) return readTokens(joined, joins + 1)
    }
    const tab = hasTab && lexeme.includes('\t') ? indentingTab(text, parser, previous, lexeme) : -1
    if (tab !== -1) problems.push({ code: syntaxCodes['yaml-tab'], start: parser.offset + tab, end: parser.offset + tab + 1, message: tabMessage })
    for (const token of parser.next(lexeme)) tokens.push(token)
    // The stack holds the document, its open collections and perhaps a scalar.
    if (parser.stack.length > maximumDepth + 2) {
      const message = `more than ${maximumDepth} lists and mappings inside each other: the rest of the text is not read`
      problems.push({ code: syntaxCodes['yaml-nesting-too-deep'], start: parser.offset - 1, end: parser.offset, message })
      return { text, problems }
    }
    // A plain `-` is text: only as an indicator may it be seen here.
    previous = previous === scalarMark ? '' : lexeme
  }
  for (const token of parser.end()) tokens.push(token)
  return { text, tokens, problems }
}

/**
 * Where in a lexeme a tab stands in the place of indentation, or -1. Between the tokens of one line and inside [ ] and { } it may stand:
 * libyaml, which Ansible uses where it is installed, reads that.
 */
function indentingTab(text: string, parser: Parser, previous: string, lexeme: string): number {
  const top = parser.stack.at(-1)
  if (previous === scalarMark) {
    if (top === undefined || !('indent' in top) || top.type === 'block-scalar') return -1
    // A further line of a plain scalar; deeper than its mapping, a tab is only a blank.
    const line = /\n( *)\t/.exec(lexeme)
    return line?.[1] !== undefined && line[1].length <= top.indent ? line.index + line[1].length + 1 : -1
  }
  if (!/^[ \t]+$/.test(lexeme) || parser.stack.some((token) => token.type === 'flow-collection')) return -1
  const lineStart = text.lastIndexOf('\n', parser.offset - 1) + 1
  const first = parser.offset === 0 || text.slice(lineStart, parser.offset).trim() === ''
  return first || previous === '-' || previous === '?' ? lexeme.indexOf('\t') : -1
}

function unfitCharacter(character: string, start: number): Problem {
  const point = character.codePointAt(0) ?? 0
  const name = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
  const escaped = point < 256 ? `\\x${point.toString(16).padStart(2, '0')}` : `\\u${point.toString(16).padStart(4, '0')}`
  const breaks = ['\r', '\x85', '\u2028', '\u2029'].includes(character)
  const message = breaks
    ? `the character ${name} ends a line in YAML, which hardly anybody sees: use a line feed, or write "${escaped}" in a double-quoted string`
    : `the character ${name} is not allowed in YAML: remove it, or write "${escaped}" in a double-quoted string`
  return { code: syntaxCodes['yaml-character'], start, end: start + character.length, message }
}
