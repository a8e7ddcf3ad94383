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
