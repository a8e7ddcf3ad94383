import type { Position, Source } from './source.js'

/** A stretch of a source, by offsets; lines and columns are found only when somebody asks. `end` is exclusive. */
export class Span {
  private pieces: Span[] | undefined
  private marks = 0

  constructor(
    readonly source: Source,
    readonly start: number,
    readonly end: number,
  ) {}

  /** A stretch of it, by offsets from its start, which moves with it. */
  piece(from: number, to: number): Span {
    const [start, end] = [this.start + from, this.start + to]
    this.pieces ??= []
    let piece = this.pieces.find((each) => each.start === start && each.end === end)
    if (piece === undefined) {
      piece = new Span(this.source, start, end)
      this.pieces.push(piece)
    }
    return piece
  }

  /** Puts a mark on it, a power of two, for who meets the same span again. A set of spans would say the same, and take a few times as long. */
  static mark(span: Span, mark: number): void {
    span.marks |= mark
  }

  static isMarked(span: Span, mark: number): boolean {
    return (span.marks & mark) !== 0
  }

  /** Goes where the same stretch stands in a text that took the place of the other one. Only for who replaced it. */
  static move(span: Span, to: Span): void {
    const moved: { start: number; end: number } = span
    const distance = to.start - span.start
    for (const piece of span.pieces ?? []) Span.move(piece, new Span(piece.source, piece.start + distance, piece.end + distance))
    moved.start = to.start
    moved.end = to.end
  }

  /** The place in the file; its first character where the file is encrypted as a whole. */
  get from(): Position {
    return this.source.sealed ? first : this.source.position(this.start)
  }

  get to(): Position {
    return this.source.sealed ? first : this.source.position(this.end)
  }

  /** Where in the decrypted text of a file that is encrypted as a whole; undefined for any other. */
  get inside(): Position | undefined {
    return this.source.sealed ? this.source.position(this.start) : undefined
  }

  /** `file:line:column` of the first character; `file (decrypted):line:column` where no editor shows that text before it is decrypted. */
  toString(): string {
    const { line, column } = this.inside ?? this.from
    return `${this.source.name}${this.source.sealed ? ' (decrypted)' : ''}:${line}:${column}`
  }

  /** The place alone: whoever writes a result as JSON does not write the inventory and its credentials. */
  toJSON(): { readonly file: string; readonly line: number; readonly column: number; readonly endLine: number; readonly endColumn: number } {
    const { source, from, to } = this
    return { file: source.name, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
  }
}

const first: Position = { line: 1, column: 1 }
