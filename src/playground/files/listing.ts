import type { EmittedFile } from '../../emit/emit.js'
import { compare } from '../../source/compare.js'
import type { State } from '../compiler.js'

export type Presence = 'same' | 'new' | 'changed' | 'removed'

/** A file of either state. */
export interface ListedFile {
  readonly host: string
  readonly path: string
  readonly presence: Presence
  readonly before?: EmittedFile
  readonly after?: EmittedFile
}

/** All files of both states by host, then path. */
export function listFiles(before: State | undefined, after: State | undefined): readonly ListedFile[] {
  const found = new Map<string, { before?: EmittedFile; after?: EmittedFile }>()
  for (const file of before?.files ?? []) found.set(keyOf(file), { before: file })
  for (const file of after?.files ?? []) found.set(keyOf(file), { ...found.get(keyOf(file)), after: file })
  return [...found.values()]
    .flatMap((both) => {
      const { host, path } = both.after ?? both.before ?? {}
      return host === undefined || path === undefined ? [] : [{ host, path, presence: presenceOf(both.before, both.after), ...both }]
    })
    .sort((a, b) => compare(a.host, b.host) || compare(a.path, b.path))
}

/** Names a file of either state. */
export function keyOf({ host, path }: Pick<EmittedFile, 'host' | 'path'>): string {
  return `${host}:${path}`
}

function presenceOf(before: EmittedFile | undefined, after: EmittedFile | undefined): Presence {
  if (before === undefined) return 'new'
  if (after === undefined) return 'removed'
  return before.text === after.text && before.mode === after.mode && before.owner === after.owner && before.group === after.group ? 'same' : 'changed'
}
