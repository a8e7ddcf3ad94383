/** A word of a line as a shell would split it, without its quotes. */
export interface ShellWord {
  readonly text: string
  /** Offset in the line of every character of the text, and last the one behind the word. */
  readonly offsets: readonly number[]
}

/** What stands where a line cannot be split: an offset in it, and why. */
export interface ShellProblem {
  readonly offset: number
  readonly message: string
}

/**
 * Splits a line into words as Python's `shlex.split(line, comments=True)` does: single and double quotes, a backslash before any character outside
 * quotes and before `"` and `\` inside double ones; `#` ends the line, even inside a word.
 */
export function splitShellWords(line: string): readonly ShellWord[] | ShellProblem {
  const words: ShellWord[] = []
  let text = ''
  let offsets: number[] = []
  /** A word has begun, though it may be empty, as '' is. */
  let open = false
  const close = (end: number): void => {
    if (open) words.push({ text, offsets: [...offsets, end] })
    text = ''
    offsets = []
    open = false
  }
  const add = (at: number): void => {
    text += line.charAt(at)
    offsets.push(at)
    open = true
  }
  let at = 0
  for (; at < line.length; at++) {
    const sign = line.charAt(at)
    if (sign === '#') break
    if (/[ \t\r\n]/.test(sign)) close(at)
    else if (sign === '\\') {
      if (at + 1 === line.length) return { offset: at, message: 'nothing follows the backslash at the end: write two for one' }
      add(++at)
    } else if (sign === '"' || sign === "'") {
      const start = at
      open = true
      for (at++; line.charAt(at) !== sign; at++) {
        if (at >= line.length) return { offset: start, message: `this quote is not closed: add ${sign} at the end of the text` }
        if (sign === '"' && line.charAt(at) === '\\') {
          if (at + 1 >= line.length) return { offset: start, message: `this quote is not closed: add ${sign} at the end of the text` }
          if (!/["\\]/.test(line.charAt(at + 1))) add(at)
          at++
        }
        add(at)
      }
    } else add(at)
  }
  close(at)
  return words
}
