import type { Span } from '../source/span.js'
import type { Plain } from '../syntax/node.js'

/** A value behind a line or a parameter, as a report may show it. */
export interface ShownCause {
  readonly kind: 'definition' | 'default' | 'fact' | 'host'
  /** The parameter, variable, attribute, fact or host. */
  readonly name: string
  /** `pg_users[2].password`. */
  readonly label: string
  readonly at?: Span
  /** The group or host among whose variables it stands. */
  readonly owner?: string
  /** Absent of credentials, and where there is none. */
  readonly value?: Plain
  readonly secret: boolean
  readonly doc?: string
}

/** Values that hold a line only together: another one for each of them changes it, for all but one does not. */
export interface ShownJoint {
  readonly causes: readonly ShownCause[]
  /** Whether the whole file goes with them. */
  readonly decides: boolean
}

/** Where one line of an output file comes from. */
export interface LineExplanation {
  readonly host: string
  readonly path: string
  /** From 1. */
  readonly line: number
  /** Without credentials. */
  readonly text: string
  readonly keyPath?: string
  readonly component: string
  /** How it follows from the causes, in words. */
  readonly formula?: string
  /** Values that change the line, each alone; with none here and in `joint` it is the same in every inventory that has the file. */
  readonly causes: readonly ShownCause[]
  /** Other values that decide whether the host has this file. */
  readonly conditions: readonly ShownCause[]
  /** Values that change the line only together; none of them is among `causes`. */
  readonly joint: readonly ShownJoint[]
  /** Whether the search for these ended at its bound, so that there may be more. */
  readonly jointBounded: boolean
}
