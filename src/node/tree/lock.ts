import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readlinkSync, symlinkSync, unlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { now } from '../clock.js'
import { errorCode } from '../read.js'
import { holderName, isDead, isHere, thisProcess } from './holder.js'
import type { Patience } from './patience.js'
import { type Places, problem } from './places.js'

/**
 * Makes this run the only one that writes the tree; the result ends that. The lock is a link that leads nowhere, whose text says who
 * holds it: such a link is made exclusively and whole in one step, also on network disks. A dead holder's lock is broken.
 */
export function lock(places: Places, patience: Patience): () => void {
  const path = places.lock
  wait(places, patience, () => {
    if (take(path)) return true
    const holder = read(path)
    if (holder === undefined || !isDead(holder)) return false
    return breakLock(path, holder) && take(path)
  })
  sweep(path)
  return () => unlinkSync(path)
}

/** Waits until nobody writes the tree. */
export function waitForWriter(places: Places, patience: Patience): void {
  wait(places, patience, () => {
    const holder = read(places.lock)
    return holder === undefined || isDead(holder)
  })
}

function wait(places: Places, { wait = 5, notice }: Patience, done: () => boolean): void {
  const path = places.lock
  const end = now() + wait * 1000
  let told = false
  while (!done()) {
    const holder = read(path)
    if (holder === undefined) continue
    if (holder === noLock) throw problem(places, `${path} is in the way; move it away`)
    const who = `${holderName(holder)} has been writing it${since(path)}`
    if (now() >= end) throw problem(places, `${who}; ${advice(holder, path)}`)
    if (!told) notice?.(`${who}; waiting up to ${wait} s`)
    told = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
  }
}

function advice(holder: string, path: string): string {
  return isHere(holder) ? 'try again later, or wait longer with --wait <seconds>' : `if it is gone, remove ${path}`
}

function take(path: string): boolean {
  try {
    symlinkSync(thisProcess(), path)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

/** What a lock says; undefined where there is none (any more). */
function read(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    if (errorCode(error) === 'EINVAL') return noLock
    throw error
  }
}

/** What stands for something that is no link. */
const noLock = ''

function since(path: string): string {
  const made = lstatSync(path, { throwIfNoEntry: false })?.mtime
  return made === undefined ? '' : ` since ${made.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/**
 * Removes a dead holder's lock, and never the one that somebody took right after it: whoever removes it holds a lock named by that holder,
 * and looks again. Should he die at that, his lock is broken in the same way. False where somebody alive is at it.
 */
function breakLock(path: string, holder: string): boolean {
  const mine = `${path}.${createHash('sha256').update(holder).digest('hex').slice(0, 12)}`
  if (!take(mine)) {
    const other = read(mine)
    return other !== undefined && isDead(other) && breakLock(mine, other) && breakLock(path, holder)
  }
  if (read(path) === holder) unlinkSync(path)
  gone(mine)
  return true
}

/** Removes locks for breaking former locks, of runs that were killed at it: none of them can matter while the lock itself is held, nor does it matter if one stays. */
function sweep(path: string): void {
  try {
    for (const name of readdirSync(dirname(path))) if (name.startsWith(`${basename(path)}.`)) gone(join(dirname(path), name))
  } catch {
    // A directory may be open for writing and closed for reading.
  }
}

function gone(path: string): void {
  try {
    unlinkSync(path)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}
