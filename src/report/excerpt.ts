import { mask } from '../diagnostics/mask.js'
import { continuesSecret, guessSecrets } from '../inventory/guess.js'
import type { Span } from '../source/span.js'

/** One line of a source as a terminal shows it, and which of its columns a span covers; columns from 0, `end` exclusive and above `start`. */
export interface Excerpt {
  readonly line: number
  readonly text: string
  readonly start: number
  readonly end: number
}

const dots = '...'

/** The first line of a span, at most `width` columns of it. What `secrets` cover is masked, and so is what else looks like a credential. */
export function excerpt(span: Span, secrets: readonly Span[], width: number): Excerpt {
  const { line, column } = span.from
  // Of a file that is encrypted as a whole, no line is for anybody's eyes.
  const text = span.source.sealed ? '' : span.source.line(line)
  const begin = span.start - (column - 1)
  const hidden = hiddenOf(text, begin, span, secrets)
  const cells: string[] = []
  const columns: number[] = []
  let at = 0
  for (let offset = 0; offset < text.length; ) {
    const size = (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1
    for (let unit = 0; unit < size; unit++) columns.push(at)
    const cover = hidden.find(([from, to]) => from <= offset && offset < to)
    const shown = cover === undefined ? visible(text.slice(offset, offset + size)) : cover[0] === offset ? mask : ''
    // A character of two columns leaves the second one to itself.
    for (const cell of shown) cells.push(cell, ...Array<string>(Math.max(0, widthOf(cell) - 1)).fill(''))
    at = cells.length
    offset += size
  }
  columns.push(at)
  const start = columns[Math.min(column - 1, text.length)] ?? at
  const last = columns[Math.min(span.end - begin, text.length)] ?? at
  return cut(line, cells, start, Math.max(last, start + 1), width)
}

/** The stretches of a line to mask, as offsets in it. */
function hiddenOf(text: string, begin: number, { source }: Span, secrets: readonly Span[]): [number, number][] {
  const hidden = secrets
    .filter((secret) => secret.source === source && secret.start < begin + text.length && secret.end > begin)
    .map((secret): [number, number] => [Math.max(0, secret.start - begin), Math.min(text.length, secret.end - begin)])
  // A value that no document has, up to the end of the line: nobody knows where it ends.
  const known = hidden.reduce((line, [from, to]) => `${line.slice(0, from)}${'\u25cf'.repeat(to - from)}${line.slice(to)}`, text)
  for (const at of guessSecrets(known)) if (!hidden.some(([from, to]) => from <= at && at < to)) hidden.push([at, text.length])
  if (hidden.length === 0 && continuesSecret(source, source.position(begin).line)) hidden.push([text.length - text.trimStart().length, text.length])
  // A blank and a # in a text without quotes make the rest of it a comment.
  const last = Math.max(...hidden.map(([from]) => from))
  const comment = text.slice(Math.max(last, 0)).search(/\s#/)
  if (hidden.length > 0 && comment !== -1) hidden.push([last + comment + 1, text.length])
  return hidden
}

/** The part around the span where the line is too long. */
function cut(line: number, cells: readonly string[], start: number, end: number, width: number): Excerpt {
  if (cells.length <= width) return { line, text: cells.join('').trimEnd(), start, end }
  const from = Math.max(0, Math.min(start - Math.floor(width / 3), cells.length - width))
  const to = Math.min(cells.length, from + width)
  const [before, after] = [from > 0 ? dots : '', to < cells.length ? dots : '']
  const shift = before.length - from
  return { line, text: `${before}${cells.slice(from, to).join('')}${after}`.trimEnd(), start: start + shift, end: Math.min(end, to) + shift }
}

/** A tab as blanks; a control character as a picture, so that no text of an inventory can steer the terminal. */
function visible(character: string): string {
  if (character === '\t') return '    '
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return code === 0x7f || (code >= 0x80 && code < 0xa0) || /\p{Cf}|[\u2028\u2029]|\p{Cs}/u.test(character) ? '\ufffd' : character
}

/** Columns of one character: two for ideographs and pictures. Combining marks count as one, which is wrong by a column at worst. */
function widthOf(character: string): number {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(character) ? 2 : 1
}
