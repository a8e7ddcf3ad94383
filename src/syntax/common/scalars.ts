import { blank, type Cursor, colon, hash, leave, lineFeed } from './cursor.js'
import type { Maker } from './maker.js'

const [dash, doubleQuote, singleQuote] = [45, 34, 39]

/** `,[]{}`: in a flow collection they end a text without quotes. */
function isFlowIndicator(code: number): boolean {
  return code === 44 || code === 91 || code === 93 || code === 123 || code === 125
}

/** No text without quotes begins with one of these: `? : , [ ] { } # & * ! | > ' " % @` and the backtick. */
const indicators = new Set([...'?:,[]{}#&*!|>\'"%@`'].map((character) => character.charCodeAt(0)))

export function isQuote(code: number): boolean {
  return code === doubleQuote || code === singleQuote
}

/** Whether a line end, a blank or the end of the text: behind these a dash or colon is an indicator. */
function isGap(code: number): boolean {
  return code === blank || code === lineFeed || Number.isNaN(code)
}

/** Whether a list item begins here. */
export function isItem({ text, at }: Cursor): boolean {
  return text.charCodeAt(at) === dash && isGap(text.charCodeAt(at + 1))
}

/** Behind the text without quotes that begins here, as far as it goes on this line, without blanks at its end. */
function plainEnd({ text, at }: Cursor, inFlow: boolean): number {
  const first = text.charCodeAt(at)
  if (indicators.has(first) || isGap(first)) leave()
  const second = text.charCodeAt(at + 1)
  if (first === dash && (isGap(second) || (inFlow && isFlowIndicator(second)))) leave()
  let end = at + 1
  for (let place = end; ; place++) {
    const code = text.charCodeAt(place)
    if (code === blank) continue
    if (code === lineFeed || Number.isNaN(code) || (inFlow && isFlowIndicator(code))) return end
    if (code === hash && text.charCodeAt(place - 1) === blank) return end
    if (code === colon) {
      const next = text.charCodeAt(place + 1)
      if (isGap(next) || (inFlow && isFlowIndicator(next))) return end
    }
    end = place + 1
  }
}

const escaped = /^(?:[^"\\]|\\["\\bfnrt]|\\u[0-9a-fA-F]{4})*$/

/** Behind the quoted text of one line that begins here. */
function quotedEnd({ text, at }: Cursor): number {
  const quote = text.charCodeAt(at)
  for (let place = at + 1; ; place++) {
    const code = text.charCodeAt(place)
    if (code === lineFeed || Number.isNaN(code)) leave()
    if (code === 92 && quote === doubleQuote) place++
    else if (code === quote) {
      if (quote === doubleQuote || text.charCodeAt(place + 1) !== quote) return place + 1
      place++
    }
  }
}

/** What a quoted text says. */
export function unquoted(written: string): string {
  const inner = written.slice(1, -1)
  if (written.charCodeAt(0) === singleQuote) return inner.includes("'") ? inner.replaceAll("''", "'") : inner
  if (!inner.includes('\\')) return inner
  return escaped.test(inner) ? JSON.parse(written) : leave()
}

/** Reads the text of one line that begins here, with quotes or without. */
export function readScalar<Value>(cursor: Cursor, maker: Pick<Maker<Value, never>, 'scalar'>, inFlow: boolean): Value {
  const quoted = isQuote(cursor.code)
  const start = cursor.at
  cursor.at = quoted ? quotedEnd(cursor) : plainEnd(cursor, inFlow)
  const written = cursor.text.slice(start, cursor.at)
  return quoted ? maker.scalar(unquoted(written), 'quoted', start, cursor.at) : maker.scalar(written, 'plain', start, cursor.at)
}

/** Behind the key that begins here: a text, perhaps blanks, a colon and a gap. -1 for any other, also for a key that needs a second look. */
export function keyEnd(cursor: Cursor): number {
  const { text, at } = cursor
  const end = isQuote(cursor.code) ? quotedEnd(cursor) : wordEnd(text, at)
  if (end === at) return -1
  const behind = colonAfter(text, end)
  return behind !== -1 && behind - at <= longestKey ? end : -1
}

/** Characters from the begin of a key to its colon: a few more are too many in YAML. */
export const longestKey = 1000

/** Where the colon stands that makes a key of what ends here. */
export function colonAfter(text: string, end: number): number {
  let place = end
  while (text.charCodeAt(place) === blank) place++
  return text.charCodeAt(place) === colon && isGap(text.charCodeAt(place + 1)) ? place : -1
}

/** Letters, digits and `_ . / - + $ @ < [ ]`, and colons that no gap follows: names, addresses, ranges, paths. */
function wordEnd(text: string, at: number): number {
  for (let place = at; ; place++) {
    const code = text.charCodeAt(place)
    if (code >= 97 && code <= 122) continue
    if (code === colon) {
      if (place === at || isGap(text.charCodeAt(place + 1))) return place
      continue
    }
    // - . @ [ ]: three dots may end the document
    if (code === dash || code === 46 || code === 64 || code === 91 || code === 93) {
      if (place === at) return at
      continue
    }
    // / 0..9 and A..Z _ $ + <
    if ((code >= 47 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || code === 36 || code === 43 || code === 60) continue
    return place
  }
}
