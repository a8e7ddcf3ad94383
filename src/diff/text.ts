import { structuredPatch } from 'diff'
import type { FileChange, SideFile } from './change.js'
import type { Fact } from './facts/fact.js'
import { readFacts } from './facts/read-facts.js'
import type { Veil } from './veil.js'

/** A hunk of a unified text: its head and its lines, each behind ` `, `-` or `+`. */
export interface Hunk {
  /** `@@ -12,7 +12,7 @@` */
  readonly head: string
  readonly lines: readonly string[]
}

/** The lines of a file that differ, with three around them. Of a line that holds a credential only its key is shown. */
export function unified(file: FileChange, veil: Veil): readonly Hunk[] {
  const [before, after] = [file.before?.text ?? '', file.after?.text ?? '']
  if (before === after) return []
  const own = veil.with([file.before, file.after].flatMap((side) => (side === undefined ? [] : credentialsOf(side, file, veil))))
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: 3 })
  return hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => ({
    head: `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    lines: lines.map((line) => `${line.slice(0, 1)}${own.show(line.slice(1))}`),
  }))
}

/** The texts that a file has where its format wants credentials; all of a secret file that nobody can read. */
function credentialsOf({ text }: SideFile, { format, secret }: FileChange, veil: Veil): string[] {
  const fact = format === undefined ? undefined : readFacts(format, text, veil, secret)
  if (fact === undefined) return secret ? text.split('\n').filter((line) => line !== '') : []
  return leavesOf(fact)
}

function leavesOf(fact: Fact): string[] {
  if (fact.kind === 'branch') return [...fact.entries.values()].flatMap(leavesOf)
  if (fact.secret && fact.credentials !== undefined) return [...fact.credentials]
  return fact.secret && (typeof fact.value === 'string' || typeof fact.value === 'number') ? [String(fact.value)] : []
}
