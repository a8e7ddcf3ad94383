import { type Place, unknown } from './trouble.js'

/** One word of an expression; offsets are those of the template. */
export interface Token {
  readonly kind: 'name' | 'int' | 'float' | 'text' | 'sign' | 'end'
  /** As written; the content of a string. */
  readonly text: string
  readonly from: number
  readonly to: number
}

const blank = /\s*/y
const float = /(?:\d+_)*\d+(?:\.(?:\d+_)*\d+)?[eE][+-]?(?:\d+_)*\d+|(?:\d+_)*\d+\.(?:\d+_)*\d+/y
const int = /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[1-9](?:_?\d)*|0(?:_?0)*/y
const name = /[\p{L}_][\p{L}\p{N}_]*/uy
const string = /'([^'\\]*(?:\\[\s\S][^'\\]*)*)'|"([^"\\]*(?:\\[\s\S][^"\\]*)*)"/y
const sign = /\/\/|\*\*|==|!=|<=|>=|[-+/*%~[\](){}<>=.:|,]/y

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** The words of the expression that begins at `start`, and the offset behind its `}}`; `trims` where that is `-}}`. */
export function tokenize(text: string, start: number, place: (from: number, to: number) => Place): { tokens: Token[]; end: number; trims: boolean } {
  const tokens: Token[] = []
  const open: string[] = []
  let at = start
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  for (;;) {
    at += take(blank)?.[0].length ?? 0
    if (at >= text.length) throw unknown(place(start - 2, text.length), 'this expression has no end: `}}` is missing')
    const trims = text.startsWith('-}}', at)
    if (open.length === 0 && (trims || text.startsWith('}}', at))) {
      tokens.push({ kind: 'end', text: '}}', from: at, to: at + (trims ? 3 : 2) })
      return { tokens, end: at + (trims ? 3 : 2), trims }
    }
    const from = at
    const [kind, match] = firstOf(take)
    if (match === null) throw unknown(place(from, from + 1), `\`${text.charAt(from)}\` has no meaning in an expression`)
    at += match[0].length
    const content = kind === 'text' ? (match[1] ?? match[2] ?? '') : match[0]
    // Ansible doubles each backslash first: it stays one, and cannot take the meaning from a quote.
    if (kind === 'text' && /\\['"]/.test(content)) throw unknown(place(from, at), 'a backslash before a quote is not evaluated: use the other kind of quotes')
    if (kind === 'sign' && Object.hasOwn(closing, content)) open.push(closing[content] ?? '')
    else if (kind === 'sign' && /^[)\]}]$/.test(content) && open.pop() !== content) throw unknown(place(from, at), `\`${content}\` closes nothing here`)
    tokens.push({ kind, text: content, from, to: at })
  }
}

function firstOf(take: (pattern: RegExp) => RegExpExecArray | null): [Token['kind'], RegExpExecArray | null] {
  for (const [kind, pattern] of [
    ['float', float],
    ['int', int],
    ['name', name],
    ['text', string],
    ['sign', sign],
  ] as const) {
    const match = take(pattern)
    if (match !== null) return [kind, match]
  }
  return ['sign', null]
}
