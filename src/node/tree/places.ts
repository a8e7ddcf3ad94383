import { lstatSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { EnvironmentProblem, isSystemError, reason } from '../read.js'
import type { TreeKind } from './listed.js'

/** Where a tree is, and the names beside it, in the same directory, that writing it takes. */
export interface Places {
  readonly kind: TreeKind
  /** As the user named it; for messages. */
  readonly shown: string
  readonly doing: 'write' | 'compare'
  readonly parent: string
  readonly target: string
  /** The new tree while it is made, or a former one while it is removed: whatever is here is worth nothing. */
  readonly scratch: string
  /** The former tree, whole, from when it is moved aside until the new one is in its place. */
  readonly old: string
  readonly lock: string
}

/** The places of a tree. Where the name is a link to a directory, the link stays and what it leads to is the tree. */
export function placesOf(shown: string, doing: Places['doing'], kind: TreeKind = 'hosts'): Places {
  // As a variable of a shell that is not set.
  if (shown === '') throw new EnvironmentProblem(`cannot ${doing} a directory without a name: -o is empty`)
  const target = follow(resolve(shown), shown, doing)
  const parent = dirname(target)
  if (parent === target) throw new EnvironmentProblem(`cannot ${doing} ${shown}: it is the root directory; name a directory below it`)
  const beside = (name: string): string => join(parent, `.${basename(target)}.pgcompile-${name}`)
  return { kind, shown, doing, parent, target, scratch: beside('new'), old: beside('old'), lock: beside('lock') }
}

/** The sentence for the user. */
export function problem({ doing, shown }: Places, what: string): EnvironmentProblem {
  return new EnvironmentProblem(`cannot ${doing} ${shown}: ${what}`)
}

/** A system's error as a sentence that says which file it is about, in the tree where it would have been. What is none, a bug, stays as it is. */
export function inWords(places: Places, error: unknown): unknown {
  if (!isSystemError(error)) return error
  const path = error instanceof Error && 'path' in error ? String('dest' in error ? error.dest : error.path) : places.target
  const [made, there] = [relative(places.scratch, path), relative(places.target, path)]
  const name = [made, there, path].find((each) => !each.startsWith('..')) ?? path
  // The name of the lock says nothing to somebody who may write the directory, but not beside it.
  const what = path === places.lock && places.doing === 'write' ? `${places.parent}, in which the new tree is made first` : name
  return problem(places, `${reason(error)}${what === '' ? '' : ` (${what})`}${places.doing === 'write' ? '; what was there is unchanged' : ''}`)
}

/** What is at a path, links not followed; undefined where there is nothing. */
export function look(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}

/** A link may lead to nothing: between two renames of a run that was killed, its directory is moved aside. */
function follow(path: string, shown: string, doing: Places['doing']): string {
  try {
    const at = look(path)
    if (at === undefined || !at.isSymbolicLink()) return path
    return isThere(path) ? realpathSync(path) : follow(resolve(realpathSync(dirname(path)), readlinkSync(path)), shown, doing)
  } catch (error) {
    throw isSystemError(error) ? new EnvironmentProblem(`cannot ${doing} ${shown}: ${reason(error)}`) : error
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}
