import { type Paint, plain, type Style } from '../paint.js'
import { counted } from '../text.js'
import type { FileCoverage } from './coverage.js'
import { type LineRange, type LineUse, samePieces } from './lines.js'
import type { Piece } from './piece.js'
import type { Placeholders } from './placeholders.js'

const styles: Partial<Record<LineUse, Style>> = { checked: 'note', unused: 'warning', other: 'faint', structure: 'faint' }

/** What the words mean; once for all files. */
export const coverageLegend = [
  'used       a file depends on it, or it decides whether there is one',
  'checked    only checks read it; no file depends on it',
  'other      read by Ansible, by a step of the installation or by a module that is not compiled',
  'unused     nothing reads it here: without it not a byte would change',
  'structure  groups, hosts and sections',
].map((line) => `  ${line}`)

/**
 * The coverage of one file as lines of text: a range, its use, what it says and why; then the sums. Comments and blank lines have no rows of their
 * own, and do not part a range.
 */
export function coverageText(file: FileCoverage, { paint = plain }: { paint?: Paint } = {}): string {
  const width = String(file.ranges.at(-1)?.to ?? 1).length * 2 + 1
  const rows = folded(file.ranges).flatMap((range) => rowsOf(range, width, paint))
  return [paint('bold', `${file.source.name}:`), ...rows, '', ...sums(file)].join('\n')
}

function folded(ranges: readonly LineRange[]): LineRange[] {
  const rows: LineRange[] = []
  for (const range of ranges) {
    const before = rows.at(-1)
    if (range.use === 'comment' || range.use === 'blank') continue
    if (before !== undefined && before.use === range.use && samePieces(before.pieces, range.pieces)) rows[rows.length - 1] = { ...before, to: range.to }
    else rows.push(range)
  }
  return rows
}

function rowsOf({ from, to, use, pieces }: LineRange, width: number, paint: Paint): string[] {
  const lines = (from === to ? String(from) : `${from}-${to}`).padStart(width)
  const blank = ' '.repeat(width)
  const head = `${lines}  ${painted(use, pieces.length === 0 ? use : use.padEnd(9), paint)}`
  const [first, ...others] = [...pieces].sort((a, b) => Number(b.use === use) - Number(a.use === use))
  if (first === undefined) return [head]
  if (first.use !== use) return [`${lines}  ${painted(use, use, paint)}`, ...[first, ...others].map((piece) => row(blank, piece, paint))]
  return [`${head}  ${told(first)}`, ...others.map((piece) => row(blank, piece, paint))]
}

function row(blank: string, piece: Piece, paint: Paint): string {
  return `${blank}  ${painted(piece.use, piece.use.padEnd(9), paint)}  ${told(piece)}`
}

function told({ name, owner, reason }: Piece): string {
  return [name, owner === undefined ? '' : ` (${owner})`, reason === undefined ? '' : `: ${reason}`].join('')
}

function painted(use: LineUse, text: string, paint: Paint): string {
  const style = styles[use]
  return style === undefined ? text : paint(style, text)
}

/** Which settings nothing reads yet: a line for each library, with the clusters that are given them. */
export function placeholderLines(placeholders: readonly Placeholders[]): string[] {
  const rows = new Map<string, string[]>()
  for (const { cluster, library, settings } of placeholders) {
    const row = `${settings.join(', ')}: set, but nothing reads ${settings.length === 1 ? 'it' : 'them'} as long as the library ${library} is not loaded`
    rows.set(row, [...(rows.get(row) ?? []), cluster])
  }
  return [...rows].map(([row, clusters]) => `${clusters.length === 1 ? 'cluster' : 'clusters'} ${clusters.join(', ')}: ${row}`)
}

/** How many lines there are of each use, and their share of those that say something. */
function sums({ source, counts }: FileCoverage): string[] {
  const saying = counts.used + counts.checked + counts.other + counts.unused
  const shares = (['used', 'checked', 'other', 'unused'] as const).map(
    (use) => `${counts[use]} ${use}${saying === 0 ? '' : ` (${percent(counts[use], saying)})`}`,
  )
  const rest = (['structure', 'comment', 'blank'] as const).map((use) => `${counts[use]} ${use}`)
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return [`${source.name}: ${counted(total, 'line')}, ${saying} of them with values: ${shares.join(', ')}`, `  and ${rest.join(', ')}`]
}

/** With one decimal, so that a single line of thousands does not vanish; rounded down, so that 100 % is all. */
function percent(part: number, whole: number): string {
  return `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)} %`
}
