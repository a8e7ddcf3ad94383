import { mask } from '../diagnostics/mask.js'
import { continuesSecret, guessSecrets } from '../inventory/guess.js'
import { Remembered } from '../model/remembered.js'
import type { Source } from '../source/source.js'
import type { Span } from '../source/span.js'
import { Overlap } from './overlap.js'

/** One line of a source as a terminal shows it, and which of its columns a span covers; columns from 0, `end` exclusive and above `start`. */
export interface Excerpt {
  readonly line: number
  readonly text: string
  readonly start: number
  readonly end: number
}

const dots = '...'

/** A stretch of a line, by offsets in it; `to` is exclusive. */
type Stretch = readonly [from: number, to: number]

/** The first line of a span, at most `width` columns of it. What `secrets` cover is masked, and so is what else looks like a credential. */
export function excerpt(span: Span, secrets: readonly Span[], width: number): Excerpt {
  const { line, column } = span.from
  // Of a file that is encrypted as a whole, no line is for anybody's eyes.
  const text = span.source.sealed ? '' : span.source.line(line)
  const begin = span.start - (column - 1)
  const hidden = hiddenIn(text, begin, line, span.source, secrets)
  // Of a line with a whole inventory in it, only what may be shown is looked at.
  const low = text.length > 8 * width ? Math.max(0, column - 1 - 2 * width) : 0
  const high = text.length > 8 * width ? Math.min(text.length, low + 6 * width) : text.length
  const cells: string[] = []
  const columns: number[] = []
  for (let offset = low; offset < high; ) {
    const size = (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1
    for (let unit = 0; unit < size; unit++) columns.push(cells.length)
    const cover = hidden.find(([from, to]) => from <= offset && offset < to)
    const shown = cover === undefined ? visible(text.slice(offset, offset + size)) : cover[0] === offset || offset === low ? mask : ''
    // A character of two columns leaves the second one to itself.
    for (const cell of shown) cells.push(cell, ...Array<string>(Math.max(0, widthOf(cell) - 1)).fill(''))
    offset += size
  }
  columns.push(cells.length)
  const start = columns[Math.min(column - 1, high) - low] ?? cells.length
  const last = columns[Math.max(0, Math.min(span.end - begin, high) - low)] ?? cells.length
  return cut({ line, cells, before: low > 0, after: high < text.length }, start, Math.max(last, start + 1), width)
}

/** The stretches of each line, since findings share lines; by the list of secrets that covers them. */
interface Known {
  readonly overlap: Overlap
  readonly sources: Map<Source, Map<number, readonly Stretch[]>>
}

const known = new Remembered<Known>()

function hiddenIn(text: string, begin: number, line: number, source: Source, secrets: readonly Span[]): readonly Stretch[] {
  const { overlap, sources } = known.from(secrets, (spans) => ({ overlap: new Overlap(spans), sources: new Map() }))
  const lines = sources.get(source) ?? new Map<number, readonly Stretch[]>()
  sources.set(source, lines)
  const found = lines.get(line) ?? joined(hiddenOf(text, begin, source, overlap))
  lines.set(line, found)
  return found
}

/** The stretches of a line to mask. */
function hiddenOf(text: string, begin: number, source: Source, secrets: Overlap): Stretch[] {
  const hidden = joined(
    [...secrets.with(source, begin, begin + text.length)].map(
      (secret): Stretch => [Math.max(0, secret.start - begin), Math.min(text.length, secret.end - begin)],
    ),
  )
  // A value that no document has, up to the end of the line: nobody knows where it ends.
  const guesses = guessSecrets(veiled(text, hidden)).filter((at) => !hidden.some(([from, to]) => from <= at && at < to))
  if (guesses.length > 0) hidden.push([guesses.reduce((least, at) => Math.min(least, at)), text.length])
  if (hidden.length === 0 && continuesSecret(source, source.position(begin).line)) hidden.push([text.length - text.trimStart().length, text.length])
  // A blank and a # in a text without quotes make the rest of it a comment.
  const last = hidden.reduce((latest, [from]) => Math.max(latest, from), 0)
  const comment = text.slice(last).search(/\s#/)
  if (hidden.length > 0 && comment !== -1) hidden.push([last + comment + 1, text.length])
  return hidden
}

/** The text with the stretches, which are in order and apart, as so many other characters. */
function veiled(text: string, hidden: readonly Stretch[]): string {
  let at = 0
  let result = ''
  for (const [from, to] of hidden) {
    result += text.slice(at, from) + '\u25cf'.repeat(to - from)
    at = to
  }
  return result + text.slice(at)
}

/** The same stretches in order, those that overlap as one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = []
  for (const [from, to] of [...stretches].sort((a, b) => a[0] - b[0])) {
    const before = result.at(-1)
    if (before !== undefined && from < before[1]) result[result.length - 1] = [before[0], Math.max(before[1], to)]
    else result.push([from, to])
  }
  return result
}

/** The columns of a line, or of a part of it with more before or after. */
interface Part {
  readonly line: number
  readonly cells: readonly string[]
  readonly before: boolean
  readonly after: boolean
}

/** The part around the span where the line is too long. */
function cut({ line, cells, before: more, after: rest }: Part, start: number, end: number, width: number): Excerpt {
  if (cells.length <= width && !more && !rest) return { line, text: cells.join('').trimEnd(), start, end }
  const from = Math.max(0, Math.min(start - Math.floor(width / 3), cells.length - width))
  const to = Math.min(cells.length, from + width)
  const [before, after] = [more || from > 0 ? dots : '', rest || to < cells.length ? dots : '']
  const shift = before.length - from
  return { line, text: `${before}${cells.slice(from, to).join('')}${after}`.trimEnd(), start: start + shift, end: Math.min(end, to) + shift }
}

/** A tab as blanks; a control character as a picture, so that no text of an inventory can steer the terminal. */
function visible(character: string): string {
  if (character === '\t') return '    '
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code < 0x7f) return character
  return code === 0x7f || (code >= 0x80 && code < 0xa0) || /\p{Cf}|[\u2028\u2029]|\p{Cs}/u.test(character) ? '\ufffd' : character
}

/** Columns of one character: two for ideographs and pictures. Combining marks count as one, which is wrong by a column at worst. */
function widthOf(character: string): number {
  if (character < '\u1100') return 1
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(character) ? 2 : 1
}
