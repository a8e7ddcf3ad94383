import type { Span } from '../../source/span.js'

/**
 * What a piece of an inventory is good for. `used`: a file depends on it, or it decides whether there is one. `checked`: only checks read it, no
 * file depends on it. `other`: known, but its reader is Ansible, a step of the installation or a module that is not compiled. `unused`: nothing
 * reads it here, and without it not a byte would change. `structure`: groups, hosts, sections, what holds the rest together.
 */
export type Use = 'used' | 'checked' | 'other' | 'unused' | 'structure'

/** Strongest first: a line with several pieces is what the strongest of them is. */
export const uses: readonly Use[] = ['used', 'checked', 'other', 'unused', 'structure']

export interface Verdict {
  readonly use: Use
  /** Why it is unused or only checked, or what is odd about its use. Never holds a value of the inventory. */
  readonly reason?: string
  /** Whose it is, for `other`: Ansible, MINIO, REDIS ... */
  readonly owner?: string
}

/** One definition of the inventory, or one attribute of a nested object, as `pg_users[0].password`. */
export interface Piece extends Verdict {
  readonly name: string
  /** Where it begins: its key, or the item of a list. */
  readonly at: Span
  /** Absent for an item of a list. */
  readonly key?: Span
  /** All places that are its own: its key, and its value where that stands beside the key. */
  readonly extent: readonly Span[]
}
