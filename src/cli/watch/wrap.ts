/** Characters of one column, or escape sequences, which have none. */
const piece = /\x1b\[[0-9;]*m|[\s\S]/gu

/** A line as lines of a terminal of so many columns. Colours go on behind a break. */
export function wrapped(line: string, columns: number): string[] {
  const lines = ['']
  let used = 0
  for (const [part] of line.matchAll(piece)) {
    const width = part.length > 1 && part.startsWith('\x1b') ? 0 : 1
    if (used + width > columns) {
      lines.push('')
      used = 0
    }
    used += width
    lines[lines.length - 1] += part
  }
  return lines
}
