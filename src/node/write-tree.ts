import { mkdirSync, rmdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { EmittedFile } from '../emit/emit.js'
import { isSystemError, reason } from './read.js'
import { buildTree } from './tree/build.js'
import type { TreeDifference } from './tree/difference.js'
import { manifestName, treeFiles } from './tree/listed.js'
import { lock } from './tree/lock.js'
import { refuseMounts } from './tree/mounts.js'
import type { Patience } from './tree/patience.js'
import { inWords, look, type Places, placesOf, problem } from './tree/places.js'
import { planTree, refuseConflicts, type TreeFile } from './tree/plan.js'
import { survey } from './tree/survey.js'
import { heal, retire, swap } from './tree/swap.js'

/** What writing a tree changed. */
export interface TreeChange {
  /** Whether there was a tree before. */
  readonly before: boolean
  /** By path; what pgcompile did not write is not among them. Empty: nothing was touched. */
  readonly changes: readonly TreeDifference[]
}

/**
 * Makes `directory` hold `hosts/<host>/<path>` for each file, and manifest.json. The tree is made beside the old one and takes its place when
 * it is complete; whatever fails or kills the run, the place holds the old tree or the new one, or the next run puts the old one back. Files
 * that are on disk already stay the same files; what pgcompile did not write is carried over. Throws an EnvironmentProblem where the place
 * is not fit for that, somebody else writes it, or the system fails.
 *
 * @example
 * ```ts
 * import { writeFileSync } from 'node:fs'
 * import { compile, readInventoryFiles, writeTree } from 'pgcompile'
 *
 * writeFileSync('inventory.yml', `
 * all:
 *   children:
 *     infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }
 *     etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }
 *     pg-shop:
 *       hosts: { 10.0.0.1: { pg_seq: 1, pg_role: primary } }
 *       vars: { pg_cluster: pg-shop }
 * `)
 * const { files, manifest } = compile({ inventories: [readInventoryFiles('inventory.yml')] })
 * console.log(writeTree('out', files, manifest).changes.length > files.length)
 * // => true
 * console.log(writeTree('out', files, manifest).changes)
 * // => []
 * ```
 */
export function writeTree(directory: string, files: readonly EmittedFile[], manifest: string, patience: Patience = {}): TreeChange {
  return writePlaces(placesOf(directory, 'write'), treeFiles(files), manifest, patience)
}

/**
 * The same for a directory of any kind: its files and its manifest.
 * @internal
 */
export function writePlaces(places: Places, files: readonly TreeFile[], manifest: string, patience: Patience): TreeChange {
  const made: string[] = []
  try {
    makeDirectory(places.parent, made)
    return locked(places, patience, () => replace(places, files, manifest))
  } catch (error) {
    for (const folder of made.reverse()) removeEmpty(folder)
    throw inWords(places, error)
  }
}

function locked<T>(places: Places, patience: Patience, run: () => T): T {
  const unlock = lock(places, patience)
  let result: T
  try {
    heal(places)
    result = run()
  } catch (error) {
    try {
      unlock()
    } catch {
      // Why it failed is worth more; this process ends, and then its lock is nobody's.
    }
    throw error
  }
  try {
    unlock()
  } catch (error) {
    throw problem(places, `it is written, but ${places.lock} cannot be removed: ${reason(error)}`)
  }
  return result
}

function replace(places: Places, files: readonly TreeFile[], manifest: string): TreeChange {
  const { target } = places
  refuseMounts(places)
  const found = survey(places, target)
  const plan = planTree(target, found, files, manifest)
  refuseConflicts(places, found, plan.files)
  const before = found.own.has(manifestName)
  const changes = plan.differences.filter(({ foreign }) => !foreign)
  if (changes.length === 0) return { before, changes }
  try {
    buildTree(places, plan.files, found)
    swap(places, before)
  } catch (error) {
    undo(places, error)
    throw error
  }
  if (before) discard(places)
  return { before, changes }
}

/** Cleaning up must not hide why it is needed; what it leaves, the next run removes. */
function undo(places: Places, why: unknown): void {
  try {
    heal(places)
  } catch {
    if (look(places.target) === undefined && look(places.old) !== undefined)
      throw problem(places, `${reason(why)}; what was there is whole at ${places.old}, and the next run puts it back`)
  }
}

function discard(places: Places): void {
  try {
    retire(places)
  } catch (error) {
    if (!isSystemError(error)) throw error
    const left = [places.old, places.scratch].find((path) => look(path) !== undefined) ?? places.old
    throw problem(places, `it is written, but ${left} with its former content cannot be removed: ${reason(error)}`)
  }
}

/** With its parents; notes what it made. Node's own recursion never ends where a file system refuses new directories as missing ones, as /proc does (Node 20). */
function makeDirectory(path: string, made: string[]): void {
  if (look(path) !== undefined) return
  makeDirectory(dirname(path), made)
  mkdirSync(path)
  made.push(path)
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Somebody else uses it by now.
  }
}
