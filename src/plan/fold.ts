import type { Change, ChangeKind, FileChange } from '../diff/change.js'
import { keyText } from '../diff/facts/compare.js'
import { compare } from '../source/compare.js'
import { effects, type Impact } from './impact.js'
import type { PlannedFile } from './plan.js'

/** A change and all the files that it is the same in. */
export interface FoldedChange {
  /** One of them. */
  readonly change: Change
  /** Its key; with a star for the section, where that is called otherwise in each file. */
  readonly key: string
  readonly impact: Impact
  readonly files: readonly FileChange[]
}

/** Files of one kind, as all `patroni/patroni.yml`. */
export interface FoldedFiles {
  /** Id of the artifact; the path where that is not known. */
  readonly name: string
  readonly files: readonly PlannedFile[]
  /** What happened to files as a whole: new, gone, other rights, only another layout. */
  readonly whole: readonly { readonly kind: ChangeKind | 'rights' | 'layout' | 'moved'; readonly files: readonly FileChange[]; readonly impact?: Impact }[]
  readonly changes: readonly FoldedChange[]
}

/** Changes by kind of file, the worst first; equal ones are one. */
export function foldFiles(files: readonly PlannedFile[]): FoldedFiles[] {
  const kinds = new Map<string, PlannedFile[]>()
  for (const each of files) {
    const name = each.file.artifact ?? each.file.path
    kinds.set(name, [...(kinds.get(name) ?? []), each])
  }
  return [...kinds].sort(([a], [b]) => compare(a, b)).map(([name, own]) => ({ name, files: own, whole: wholeOf(own), changes: changesOf(own) }))
}

function wholeOf(files: readonly PlannedFile[]): FoldedFiles['whole'] {
  const found = new Map<string, { kind: FoldedFiles['whole'][number]['kind']; files: FileChange[]; impact?: Impact }>()
  for (const { file, impact } of files)
    for (const kind of kindsOf(file)) {
      const key = JSON.stringify([kind, impact, file.rights, file.origins?.map(({ label }) => label)])
      const fold = found.get(key) ?? { kind, files: [], ...(impact === undefined ? {} : { impact }) }
      fold.files.push(file)
      found.set(key, fold)
    }
  return [...found.values()]
}

function kindsOf(file: FileChange): FoldedFiles['whole'][number]['kind'][] {
  if (file.kind !== 'changed') return [file.kind]
  const moved = file.before !== undefined && file.before.path !== file.path
  return [
    ...(moved ? (['moved'] as const) : []),
    ...(file.rights.length > 0 ? (['rights'] as const) : []),
    ...(!moved && file.rights.length === 0 && file.changes.length === 0 ? (['layout'] as const) : []),
  ]
}

function changesOf(files: readonly PlannedFile[]): readonly FoldedChange[] {
  const found = new Map<string, { change: Change; key: string; impact: Impact; files: FileChange[] }>()
  for (const { file, changes } of files)
    for (const { change, impact } of changes) {
      const { kind, before, after, secret, origins } = change
      const path = inSection(file, change) ? change.path.slice(1) : change.path
      const key = JSON.stringify([kind, path, before, after, secret, origins.map(({ label }) => label), impact.effect, impact.order, impact.reason])
      const fold = found.get(key) ?? { change, key: change.key, impact, files: [] }
      if (fold.change.path[0] !== change.path[0]) fold.key = keyText(['listen *', ...path])
      fold.files.push(file)
      found.set(key, fold)
    }
  return [...found.values()].sort((a, b) => effects.indexOf(b.impact.effect) - effects.indexOf(a.impact.effect))
}

/** Whether the first step of a path is the one section of its file, which says nothing that the path of the file does not. */
function inSection({ artifact }: FileChange, { path }: Change): boolean {
  return artifact === 'haproxy/service.cfg' && path.length > 1
}
