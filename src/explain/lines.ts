/**
 * The lines (from 0) of a text that are not in the other one any more: those that no longest common subsequence of both can keep. A comparison
 * that picks one of several would blame the brace of one block for the removal of another. What both texts begin and end with is kept in any case;
 * only of a block that is taken out, and that may as well begin earlier, it is the place of least indentation where it begins.
 */
export function lostLines(before: readonly string[], after: readonly string[]): ReadonlySet<number> {
  const lost = new Set<number>()
  let start = 0
  while (start < before.length && before[start] === after[start]) start++
  let tail = 0
  while (tail < Math.min(before.length, after.length) - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  const [ours, theirs] = [before.slice(start, before.length - tail), after.slice(start, after.length - tail)]
  if (theirs.length === 0) return blockFrom(before, start, ours.length)
  const [heads, tails] = [lengths(ours, theirs), lengths([...ours].reverse(), [...theirs].reverse())]
  const most = heads[ours.length]?.[theirs.length] ?? 0
  for (const [row, line] of ours.entries()) {
    const kept = theirs.some(
      (other, column) => line === other && (heads[row]?.[column] ?? 0) + 1 + (tails[ours.length - row - 1]?.[theirs.length - column - 1] ?? 0) === most,
    )
    if (!kept) lost.add(start + row)
  }
  return lost
}

/** The lines of a block of which the first may be this one or, where the lines before it are the last of the block again, one of those. */
function blockFrom(lines: readonly string[], start: number, size: number): ReadonlySet<number> {
  let best = start
  for (let at = start; at > 0 && lines[at - 1] === lines[at - 1 + size]; at--) if (indentation(lines[at - 1]) < indentation(lines[best])) best = at - 1
  return new Set(Array.from({ length: size }, (_, index) => best + index))
}

/** Of an empty line more than of any other: no block begins there. */
function indentation(line = ''): number {
  const width = line.search(/\S/)
  return width === -1 ? Number.POSITIVE_INFINITY : width
}

/** The length of the longest common subsequence of each pair of beginnings. */
function lengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const table = [new Uint16Array(b.length + 1)]
  for (const [row, line] of a.entries()) {
    const above = table[row] ?? new Uint16Array(b.length + 1)
    const own = new Uint16Array(b.length + 1)
    for (const [column, other] of b.entries()) own[column + 1] = line === other ? (above[column] ?? 0) + 1 : Math.max(above[column + 1] ?? 0, own[column] ?? 0)
    table.push(own)
  }
  return table
}
