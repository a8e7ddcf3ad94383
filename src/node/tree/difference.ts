import { compare } from '../../source/compare.js'

/** One way in which a tree on disk is not what it should be. */
export interface TreeDifference {
  /** In the tree; a directory ends with `/`. */
  readonly path: string
  readonly kind: 'missing' | 'different' | 'mode' | 'extra'
  /** Of `mode`: as four octal digits, what it is and what it should be. */
  readonly modes?: readonly [string, string]
  /** Whether pgcompile did not write it: an `extra` that stays. */
  readonly foreign: boolean
  /** Whether it is no longer what pgcompile wrote: somebody changed it since. */
  readonly edited: boolean
}

/** What writing a tree changed. */
export interface TreeChange {
  /** Whether there was a tree before. */
  readonly before: boolean
  /** By path; what pgcompile did not write is not among them. Empty: nothing was touched. */
  readonly changes: readonly TreeDifference[]
}

/** In the order in which differences are listed. */
export function byPath(a: TreeDifference, b: TreeDifference): number {
  return compare(a.path, b.path)
}
