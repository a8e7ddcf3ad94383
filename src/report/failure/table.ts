import type { Paint } from '../paint.js'

/** Columns as wide as their widest cell, two blanks apart, below a faint head. Colours in the last column only, whose width does not matter. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], paint: Paint): readonly string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  return [paint('faint', line(head)), ...rows.map(line)]
}
