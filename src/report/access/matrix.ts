import type { Cell, Level, Matrix } from '../../access/matrix.js'

const kinds = ['server', 'pool', 'service'] as const

/** As text: a table for each cluster. Rows that let nobody in are left out, and counted. */
export function matrixText(matrices: readonly Matrix[]): string {
  return matrices
    .map(({ cluster, classes, rows }) => {
      const shown = rows.filter(({ cells }) => cells.some((cell) => cellText(cell) !== '-'))
      const hidden = rows.length - shown.length
      const table = [
        ['user', 'database', ...classes.map(({ name }) => name)],
        ...shown.map(({ user, database, cells }) => [user, database, ...cells.map(cellText)]),
      ]
      return `${cluster}\n${columns(table)}${hidden === 0 ? '' : `${hidden} more rows of nothing but -\n`}`
    })
    .join('\n')
}

/** What the words of a cell mean. */
export const matrixLegend =
  'all: by server, pool and service; else which of them. (tls): only with TLS; (part): not from all addresses or not in all forms; ?: nobody can say offline; -: not at all\n'

/** As comma separated values: one line for each user, database, class and kind of door. */
export function matrixCsv(matrices: readonly Matrix[]): string {
  const lines = matrices.flatMap(({ cluster, classes, rows }) =>
    rows.flatMap(({ user, database, cells }) =>
      cells.flatMap((cell, index) => kinds.map((kind) => [cluster, user, database, classes[index]?.name ?? '', kind, cell[kind]].map(csvField).join(','))),
    ),
  )
  return `${['cluster,user,database,from,door,level', ...lines].join('\n')}\n`
}

/** One cell in words: `all`, or which kinds of door. */
/** A cell in words: by all kinds of door, or by which. */
export function cellText(cell: Cell): string {
  const levels = kinds.map((kind) => cell[kind])
  if (levels.every((level) => level === levels[0])) return levels[0] === 'no' ? '-' : `all${suffixes[levels[0] ?? 'no']}`
  return kinds.flatMap((kind) => (cell[kind] === 'no' ? [] : [`${kind}${suffixes[cell[kind]]}`])).join(' ')
}

const suffixes: Readonly<Record<Level, string>> = { yes: '', tls: '(tls)', part: '(part)', unknown: '?', no: '' }

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)))
  return rows
    .map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd())
    .join('\n')
    .concat('\n')
}

/** A text that a spreadsheet would take for a formula gets a quote before it. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
