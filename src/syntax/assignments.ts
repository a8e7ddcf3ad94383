/** `key=value` of a command line, without quotes and with its escapes read. */
export interface Assignment {
  readonly name: string
  readonly value: string
  /** Offsets in the text; those of the value are inside its quotes. */
  readonly nameAt: readonly [number, number]
  readonly valueAt: readonly [number, number]
}

/** A stretch of the text that is none, and why. */
export interface NoAssignment {
  readonly at: readonly [number, number]
  readonly message: string
}

/** A character and the offset where it is written. */
interface Sign {
  readonly text: string
  readonly from: number
  readonly to: number
}

/**
 * Splits `a=1 b="two words"` as Ansible reads the argument of --extra-vars: at blanks and line ends outside quotes and templates. Every value is text.
 */
export function readAssignments(text: string): readonly (Assignment | NoAssignment)[] {
  const words = split(text)
  if (!Array.isArray(words)) return [words]
  return words.map(([from, to]) => readAssignment(decode(text, from, to)))
}

function readAssignment(signs: readonly Sign[]): Assignment | NoAssignment {
  const sign = signs.findIndex(({ text }, index) => index > 0 && text === '=' && signs[index - 1]?.text !== '\\')
  const at = placeOf(signs)
  if (sign === -1) return { at, message: 'write name=value, with quotes around a value that has blanks' }
  const name = trim(signs.slice(0, sign))
  const value = trim(signs.slice(sign + 1))
  const inner = isQuoted(value) ? value.slice(1, -1) : value
  const end = at[1]
  return { name: textOf(name), value: textOf(inner), nameAt: placeOf(name), valueAt: inner.length > 0 ? placeOf(inner) : [end, end] }
}

/** Where each word begins and ends. Quotes and templates keep pieces together; of templates only the sum of a piece counts. */
function split(text: string): [number, number][] | NoAssignment {
  const words: [number, number][] = []
  const depths = new Map(brackets.map(([opening]) => [opening, 0]))
  let quote = ''
  let quoteAt = 0
  let open: [number, number] | undefined
  for (const { 0: piece, index: at } of text.matchAll(/[^ \n]+/g)) {
    // A backslash alone continues a line.
    if (open === undefined && piece === '\\') continue
    for (let offset = 0; offset < piece.length; offset++) {
      const sign = piece.charAt(offset)
      if ((sign !== '"' && sign !== "'") || (offset > 0 && piece.charAt(offset - 1) === '\\')) continue
      if (quote === '') [quote, quoteAt] = [sign, at + offset]
      else if (quote === sign) quote = ''
    }
    for (const [opening, closing] of brackets)
      depths.set(opening, Math.max(0, (depths.get(opening) ?? 0) + piece.split(opening).length - piece.split(closing).length))
    const word: [number, number] = [open?.[0] ?? at, at + piece.length]
    open = quote !== '' || [...depths.values()].some((depth) => depth > 0) ? word : undefined
    if (open === undefined) words.push(word)
  }
  if (quote !== '') return { at: [quoteAt, text.length], message: `this quote is not closed: add ${quote} at the end of the value` }
  if (open !== undefined) return { at: [open[0], text.length], message: 'this template is not closed: add }} at its end' }
  return words
}

const brackets = [
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
] as const

const escapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** The characters of a word, escapes read; a backslash before any other character stays. */
function decode(text: string, from: number, to: number): Sign[] {
  const signs: Sign[] = []
  for (let at = from; at < to; ) {
    const [written, code = ''] = /^\\(U[0-9a-fA-F]{8}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[\\'"abfnrtv])/.exec(text.slice(at, Math.min(to, at + 10))) ?? [
      text.charAt(at),
    ]
    const point = Number.parseInt(code.slice(1), 16)
    const fits = code.length < 2 || point <= 0x10ffff
    const meant = code === '' || !fits ? written : code.length === 1 ? (escapes[code] ?? code) : String.fromCodePoint(point)
    for (const sign of meant) signs.push({ text: sign, from: at, to: at + written.length })
    at += written.length
  }
  return signs
}

function isQuoted(signs: readonly Sign[]): boolean {
  const first = signs[0]?.text
  return signs.length > 1 && (first === '"' || first === "'") && signs.at(-1)?.text === first && signs.at(-2)?.text !== '\\'
}

function trim(signs: readonly Sign[]): readonly Sign[] {
  const isBlank = ({ text }: Sign): boolean => text.trim() === ''
  const from = signs.findIndex((sign) => !isBlank(sign))
  return from === -1 ? [] : signs.slice(from, signs.findLastIndex((sign) => !isBlank(sign)) + 1)
}

function textOf(signs: readonly Sign[]): string {
  return signs.map(({ text }) => text).join('')
}

function placeOf(signs: readonly Sign[]): [number, number] {
  return [signs[0]?.from ?? 0, signs.at(-1)?.to ?? 0]
}
