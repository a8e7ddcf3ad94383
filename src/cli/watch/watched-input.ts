import { dirname, join, resolve } from 'node:path'
import { Source } from '../../source/source.js'
import { allSources, type CompileInput } from '../../understand.js'
import type { WatchOptions } from '../watch.js'

/** The directories that an input was read from, and that of the tree and around it: whole trees are replaced. */
export function directoriesOf({ inventories }: CompileInput, { output, facts, extraVars }: WatchOptions): ReadonlySet<string> {
  const files = [...facts, ...extraVars.flatMap((each) => (each.startsWith('@') ? [each.slice(1)] : []))]
  const trees = inventories.flatMap((each) =>
    each instanceof Source
      ? [dirname(each.name)]
      : [each.directory, ...[...foldersOf(each.files), ...(each.directories ?? [])].map((path) => join(each.directory, path))],
  )
  return new Set([...trees, ...files.map(dirname), ...(output === undefined ? [] : [output, dirname(resolve(output))])].map((path) => resolve(path)))
}

/** Equal for equal inputs. */
export function textsOf(input: CompileInput): string {
  return JSON.stringify([
    allSources(input).map(({ name, text }) => [name, text]),
    input.inventories.map((each) => (each instanceof Source ? [] : each.directories)),
  ])
}

/** Directories that files are in. */
function foldersOf(files: readonly { readonly path: string }[]): string[] {
  return files.flatMap(({ path }) =>
    path
      .split('/')
      .slice(0, -1)
      .map((_, index, steps) => steps.slice(0, index + 1).join('/')),
  )
}
