import { mkdirSync, rmdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode, reason } from '../read.js'
import { lock } from './lock.js'
import type { Patience } from './patience.js'
import { inWords, look, type Places, problem } from './places.js'

/** What a run holds while it writes a tree: its lock, and the directories above it that were not there. Throws an EnvironmentProblem where it cannot have them. */
export class Held {
  private readonly made: string[] = []
  private readonly unlock: () => void

  constructor(
    private readonly places: Places,
    patience: Patience,
  ) {
    try {
      makeDirectory(places.parent, this.made)
      this.unlock = lock(places, patience)
    } catch (error) {
      this.clear()
      throw inWords(places, error)
    }
  }

  /** When the tree is in its place. */
  give(): void {
    try {
      this.unlock()
    } catch (error) {
      throw problem(this.places, `it is written, but ${this.places.lock} cannot be removed: ${reason(error)}`)
    }
  }

  /** When it is not. */
  release(): void {
    try {
      this.unlock()
    } catch {
      // Why it is not is worth more; this process ends, and then its lock is nobody's.
    }
    this.clear()
  }

  private clear(): void {
    for (const folder of this.made.toReversed()) removeEmpty(folder)
  }
}

/** With its parents; notes what it made. Node's own recursion never ends where a file system refuses new directories as missing ones, as /proc does (Node 20). */
function makeDirectory(path: string, made: string[]): void {
  if (look(path) !== undefined) return
  makeDirectory(dirname(path), made)
  try {
    mkdirSync(path)
    made.push(path)
  } catch (error) {
    // Another run, which writes beside this one, was quicker.
    if (errorCode(error) !== 'EEXIST') throw error
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Somebody else uses it by now.
  }
}
