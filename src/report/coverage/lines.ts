import type { Source } from '../../source/source.js'
import type { Span } from '../../source/span.js'
import { type Piece, type Use, uses } from './piece.js'

/** What one line of an inventory is. */
export type LineUse = Use | 'comment' | 'blank'

/** Lines that follow each other and are one thing for one reason. */
export interface LineRange {
  /** From 1, both inclusive. */
  readonly from: number
  readonly to: number
  readonly use: LineUse
  /** What they say, where it is not used as a matter of course. */
  readonly pieces: readonly Piece[]
}

/** Gives each line of a source exactly one use. `pieces` have what stands inside before what is around it. */
export function linesOf(source: Source, pieces: readonly Piece[], texts: readonly Span[]): readonly LineRange[] {
  const last = source.position(source.text.length).line
  const total = source.line(last) === '' && last > 1 ? last - 1 : last
  const own = pieces.filter(({ at }) => at.source === source)
  const inText = new Set(texts.filter((text) => text.source === source).flatMap((text) => (isLong(text) ? linesIn(text) : [])))
  const silent = (line: number): LineUse | undefined => {
    const text = source.line(line).trim()
    if (text === '' || text === '\ufeff') return 'blank'
    return /^[#;]/.test(text) && !inText.has(line) ? 'comment' : undefined
  }
  const taken = claim(own)
  const ranges: LineRange[] = []
  for (let line = 1; line <= total; line++) {
    const here = taken.get(line) ?? []
    const use = silent(line) ?? uses.find((each) => here.some((piece) => piece.use === each)) ?? 'structure'
    const telling =
      use === 'blank' || use === 'comment' ? [] : here.filter((piece) => piece.use !== 'structure' && (piece.use !== 'used' || piece.reason !== undefined))
    const before = ranges.at(-1)
    if (before !== undefined && before.use === use && samePieces(before.pieces, telling)) ranges[ranges.length - 1] = { ...before, to: line }
    else ranges.push({ from: line, to: line, use, pieces: telling })
  }
  return ranges
}

/** The pieces on each line: where the key is, always; else what is around others takes only the lines that these leave over. */
function claim(pieces: readonly Piece[]): Map<number, Piece[]> {
  const taken = new Map<number, Piece[]>()
  for (const piece of pieces)
    for (const span of piece.extent)
      for (const line of linesIn(span)) {
        const holds = taken.get(line)
        if (holds === undefined) taken.set(line, [piece])
        else if (!holds.includes(piece) && (span === piece.key || !holds.some((inner) => within(inner, piece)))) holds.push(piece)
      }
  return taken
}

/** Whether a piece stands inside another one. */
function within(inner: Piece, outer: Piece): boolean {
  return outer.extent.some((span) => span.start <= inner.at.start && inner.at.end <= span.end)
}

function linesIn(span: Span): number[] {
  const from = span.source.position(span.start).line
  const to = isLong(span) ? span.source.position(Math.max(span.start, lastCharacter(span))).line : from
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** Offset of the last character that is no blank: a block ends where the next key begins. */
function lastCharacter({ source, start, end }: Span): number {
  let at = end - 1
  while (at > start && /\s/.test(source.text.charAt(at))) at--
  return at
}

function isLong({ source, start, end }: Span): boolean {
  const line = source.text.indexOf('\n', start)
  return line !== -1 && line < end
}

/** Whether two lines say the same for the same reason. */
export function samePieces(a: readonly Piece[], b: readonly Piece[]): boolean {
  return a.length === b.length && a.every((piece, index) => piece.name === b[index]?.name && piece.reason === b[index]?.reason && piece.use === b[index]?.use)
}
