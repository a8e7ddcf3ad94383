import type { FileCoverage } from './coverage.js'
import type { Piece } from './piece.js'

/** The coverage of one file for programs: `{ file, counts, lines, definitions }`. Lines and columns count from 1, ranges of lines have no gaps. */
export function coverageJson({ source, ranges, counts, pieces }: FileCoverage) {
  return {
    file: source.name,
    counts,
    lines: ranges.map(({ from, to, use }) => ({ from, to, use })),
    definitions: pieces.map((piece) => definition(piece)),
  }
}

function definition({ name, at, use, owner, reason }: Piece) {
  const { line, column } = at.source.position(at.start)
  return { name, line, column, use, owner: owner ?? null, reason: reason ?? null }
}
