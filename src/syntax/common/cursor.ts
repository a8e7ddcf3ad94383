/** Thrown to leave a text that is not common YAML, from any depth; never reaches a caller of `readCommon`. */
export const notCommon = new Error('not common YAML')

export function leave(): never {
  throw notCommon
}

export const lineFeed = 10
export const blank = 32
export const hash = 35
export const colon = 58

/** A place in a text that has no tabs and no carriage returns, and what is known of its line. */
export class Cursor {
  /** The next character to look at. */
  at = 0
  lineStart = 0
  /** How far the first character of the line is indented; an item's dash counts as a blank. -1 behind the last line that says something. */
  indent = 0

  constructor(readonly text: string) {
    this.toContent()
  }

  get code(): number {
    return this.text.charCodeAt(this.at)
  }

  /** The column of the next character, from 0. */
  get column(): number {
    return this.at - this.lineStart
  }

  skipBlanks(): void {
    while (this.text.charCodeAt(this.at) === blank) this.at++
  }

  /** Whether nothing but a comment follows on this line; blanks before it are skipped. */
  atLineEnd(): boolean {
    const before = this.at
    this.skipBlanks()
    const { code } = this
    return code === lineFeed || Number.isNaN(code) || (code === hash && (this.at > before || this.text.charCodeAt(before - 1) === blank))
  }

  /** From the end of what a line says to the next line that says something. */
  nextLine(): void {
    if (!this.atLineEnd()) leave()
    const end = this.text.indexOf('\n', this.at)
    this.at = end === -1 ? this.text.length : end + 1
    this.toContent()
  }

  /** From the begin of a line over blank lines and comments. */
  toContent(): void {
    const { text } = this
    for (;;) {
      this.lineStart = this.at
      this.skipBlanks()
      const { code } = this
      if (code !== lineFeed && code !== hash) break
      const end = text.indexOf('\n', this.at)
      this.at = end === -1 ? text.length : end + 1
    }
    this.indent = this.at < text.length ? this.at - this.lineStart : -1
  }
}
