/** A named text and the way from a character offset to its line and column. */
export class Source {
  private lineStarts: number[] | undefined

  /**
   * `name` is what diagnostics print: the path as the user gave it, or `<stdin>`. `sealed`: the text is not that of the file, which is
   * encrypted, but what was in it; no report may show a line of it, and places in it are not places in the file.
   */
  constructor(
    readonly name: string,
    readonly text: string,
    readonly sealed = false,
  ) {}

  /** Puts another text in the place of its own. Only for who moves all places in it. */
  static rewrite(source: Source, text: string): void {
    const rewritten: { text: string } = source
    rewritten.text = text
    source.lineStarts = undefined
  }

  /** Line and column of an offset, both from 1; a column counts UTF-16 code units, as editors do. */
  position(offset: number): Position {
    const starts = this.starts()
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 }
  }

  /** The text of one line (from 1), without its line end; empty past the end. */
  line(number: number): string {
    const starts = this.starts()
    const from = starts[number - 1]
    if (from === undefined) return ''
    return this.text.slice(from, starts[number]).replace(/\r?\n$/, '')
  }

  private starts(): number[] {
    if (this.lineStarts === undefined) {
      this.lineStarts = [0]
      for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) this.lineStarts.push(at + 1)
    }
    return this.lineStarts
  }
}

export interface Position {
  readonly line: number
  readonly column: number
}
