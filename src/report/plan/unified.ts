import { printable } from '../../diagnostics/printable.js'
import type { FileChange } from '../../diff/change.js'
import { unified } from '../../diff/text.js'
import type { Plan } from '../../plan/plan.js'
import { type Paint, plain } from '../paint.js'
import { hostsText, placesText } from './words.js'

/** The texts of all files that differ, as `diff -u` prints them; files with equal differences are one. Nothing where no text differs. */
export function unifiedText({ files, comparison }: Plan, paint: Paint = plain): string {
  const folded = new Map<string, { readonly lines: readonly string[]; readonly files: FileChange[] }>()
  for (const { file } of files) {
    const lines = unified(file, comparison.veil).flatMap(({ head, lines: own }) => [paint('note', head), ...own.map((line) => lineText(line, paint))])
    if (lines.length === 0) continue
    const key = `${file.kind} ${file.artifact ?? file.path} ${lines.join('\n')}`
    const fold = folded.get(key) ?? { lines, files: [] }
    fold.files.push(file)
    folded.set(key, fold)
  }
  return [...folded.values()].map(({ lines, files: own }) => [...headLines(own, paint), ...lines, ''].join('\n')).join('\n')
}

function headLines(files: readonly FileChange[], paint: Paint): string[] {
  const [first] = files
  if (first === undefined) return []
  const names = [first.before, first.after].map((side) => (side === undefined ? '/dev/null' : side.path))
  const paths = new Set(files.map(({ path }) => path))
  const places = paths.size === 1 ? `on ${hostsText(files.map(({ host }) => host))}` : placesText(files)
  return [paint('bold', `--- ${names[0]}`), paint('bold', `+++ ${names[1]}  ${places}`)]
}

function lineText(line: string, paint: Paint): string {
  const text = `${line.slice(0, 1)}${printable(line.slice(1))}`
  return text.startsWith('+') ? paint('note', text) : text.startsWith('-') ? paint('error', text) : text
}
