import type { Position, Source } from './source.js'

/** A stretch of a source, by offsets; lines and columns are found only when somebody asks. `end` is exclusive. */
export class Span {
  constructor(
    readonly source: Source,
    readonly start: number,
    readonly end: number,
  ) {}

  get from(): Position {
    return this.source.position(this.start)
  }

  get to(): Position {
    return this.source.position(this.end)
  }

  /** `file:line:column` of the first character. */
  toString(): string {
    const { line, column } = this.from
    return `${this.source.name}:${line}:${column}`
  }
}
