import type { Position, Source } from './source.js'

/** A stretch of a source, by offsets; lines and columns are found only when somebody asks. `end` is exclusive. */
export class Span {
  constructor(
    readonly source: Source,
    readonly start: number,
    readonly end: number,
  ) {}

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
}

const first: Position = { line: 1, column: 1 }
