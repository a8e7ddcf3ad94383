import type { TreeDifference } from '../node/tree/difference.js'

/** What a compile would do about each difference; what pgcompile did not write stays. */
const deeds = { missing: 'add', different: 'change', mode: 'chmod', extra: 'remove' } as const

/** Lines `kind path`, as a check of a tree names differences. */
export function differenceLines(differences: readonly TreeDifference[]): string[] {
  return differences.map(({ path, kind, modes, foreign }) => `${kind.padEnd(9)} ${path}${modeText(modes)}${foreign ? ' (not written by pgcompile)' : ''}`)
}

/** Lines `deed path`: what a compile would do to a tree. */
export function deedLines(differences: readonly TreeDifference[]): string[] {
  return differences.map(({ path, kind, modes, foreign, edited }) => {
    const remark = edited ? ' (changed by hand since pgcompile wrote it)' : foreign ? ' (not written by pgcompile)' : ''
    return `${(foreign ? 'keep' : deeds[kind]).padEnd(6)} ${path}${modeText(modes)}${remark}`
  })
}

/** `2 missing, 1 different`: counts by kind, where there is any. */
export function differenceCounts(differences: readonly TreeDifference[]): string {
  const words = { missing: 'missing', different: 'different', mode: 'of another mode', extra: 'extra' }
  return counts(differences, words)
}

/** `3 added, 1 changed, 2 removed`: what became of the former tree; `nothing changed`. */
export function changeCounts(differences: readonly TreeDifference[]): string {
  const words = { missing: 'added', different: 'changed', mode: 'with a new mode', extra: 'removed' }
  return differences.length === 0 ? 'nothing changed' : counts(differences, words)
}

/** A line for the user about files that somebody changed since the last compile; undefined where there is none. */
export function editedLine(differences: readonly TreeDifference[]): string | undefined {
  const paths = differences.filter(({ edited }) => edited).map(({ path }) => path)
  if (paths.length === 0) return undefined
  const names = `${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ', ...' : ''}`
  const what =
    paths.length === 1
      ? '1 file was changed by hand since pgcompile wrote it, and is'
      : `${paths.length} files were changed by hand since pgcompile wrote them, and are`
  return `${what} replaced or removed: ${names}`
}

function counts(differences: readonly TreeDifference[], words: Record<TreeDifference['kind'], string>): string {
  return (['missing', 'different', 'mode', 'extra'] as const)
    .map((kind) => ({ kind, count: differences.filter((each) => each.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${words[kind]}`)
    .join(', ')
}

function modeText(modes: TreeDifference['modes']): string {
  return modes === undefined ? '' : ` (${modes[0]}, should be ${modes[1]})`
}
