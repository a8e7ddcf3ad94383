import { renameSync, rmdirSync, type Stats } from 'node:fs'
import { dirname, join } from 'node:path'
import { isSystemError, reason } from '../read.js'
import { listedFiles } from './listed.js'
import { look, type Places, problem } from './places.js'
import { removeTree } from './remove.js'
import { survey } from './survey.js'

/**
 * Puts the new tree into its place. Between the two renames there is no tree in the place: a run that is killed right there leaves the old
 * one beside it, whole, and `heal` puts it back. A directory with nothing in it is replaced in one step.
 */
export function swap({ target, scratch, old }: Places, occupied: boolean): void {
  if (occupied) renameSync(target, old)
  renameSync(scratch, target)
}

/**
 * Ends what a former run began: the place has a whole tree afterwards, or none if it had none, and nothing of the former run is beside it.
 * Needs the lock. What is at `places.old` is a whole tree always: it gets there and leaves by rename.
 */
export function heal(places: Places): void {
  const { target, scratch, old } = places
  const aside = look(old)
  if (aside?.isDirectory() === false) throw problem(places, `${old} is in the way; move it away`)
  if (aside !== undefined && look(target) === undefined) renameSync(old, target)
  removeTree(scratch)
  if (look(old) === undefined) return
  if (listedFiles(target, places.kind) === undefined) putBack(places)
  else retire(places)
}

/** Over a directory that is empty; one with something in it that is not ours is the user's to decide on. */
function putBack(places: Places): void {
  const { target, old } = places
  try {
    rmdirSync(target)
  } catch {
    throw problem(places, `it holds no tree of pgcompile, but ${old} does, left by a run that was stopped; remove one of them`)
  }
  renameSync(old, target)
}

/** Removes the former tree when the new one is in its place. What somebody put into it meanwhile moves over. */
function retire(places: Places): void {
  const { target, scratch, old } = places
  const former = survey(places, old)
  const listed = listedFiles(target, places.kind)
  for (const [path, stat] of former.foreign) {
    const there = look(join(target, path))
    if (there !== undefined && (stat.isDirectory() || stat.isSymbolicLink() || isSame(there, stat))) continue
    if (look(join(old, path)) === undefined) continue // moved with its directory
    if (listed?.has(path) || look(dirname(join(target, path))) === undefined)
      throw problem(places, `it is written, but ${join(old, path)} was made meanwhile and has no place in it; move it away`)
    renameSync(join(old, path), join(target, path))
  }
  renameSync(old, scratch)
  removeTree(scratch)
}

/** The same, in words for the user where the system fails: the new tree is there, whatever is left of the former one. */
export function discard(places: Places): void {
  try {
    retire(places)
  } catch (error) {
    if (!isSystemError(error)) throw error
    const left = [places.old, places.scratch].find((path) => look(path) !== undefined) ?? places.old
    throw problem(places, `it is written, but ${left} with its former content cannot be removed: ${reason(error)}`)
  }
}

/** Whether one is the other, or its copy. The clock of a file system ticks slowly: a time alone says little. */
function isSame(one: Stats, other: Stats): boolean {
  return one.ino === other.ino || (one.mtimeMs === other.mtimeMs && one.size === other.size)
}
