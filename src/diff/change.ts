import type { FileImpact, FormatId } from '../artifacts/artifact.js'
import type { Span } from '../source/span.js'

export type ChangeKind = 'added' | 'removed' | 'changed'

/** A file as one side of a comparison has it. What a side does not know (rights in a directory of fetched files, an artifact without a manifest) is absent. */
export interface SideFile {
  /** Id of the artifact that it is. */
  readonly artifact?: string
  readonly component?: string
  readonly instance?: string
  readonly host: string
  /** Absolute path on the host. */
  readonly path: string
  readonly owner?: string
  readonly group?: string
  /** Four octal digits. */
  readonly mode?: string
  readonly secret: boolean
  readonly impact?: FileImpact
  readonly text: string
}

/** What in an inventory brought a change about: a definition that differs, is new, or is gone. */
export interface Origin {
  /** As a message names it: `pg_max_conn`, `pg_users[2].password`. */
  readonly label: string
  readonly before?: Span
  readonly after?: Span
}

/** One fact of a file that differs: a key, a rule, a server, a record. Comments, quoting and the order of keys are no facts. */
export interface Change {
  readonly kind: ChangeKind
  /** Keys and positions from the root, in the terms of the format: `['bootstrap', 'dcs', 'postgresql', 'parameters', 'work_mem']`. */
  readonly path: readonly (string | number)[]
  /** The same as one text, as people write it: `bootstrap.dcs.postgresql.parameters.work_mem`. */
  readonly key: string
  /** Plain data; absent where the fact was or will not be there, and both where it is a secret. */
  readonly before?: unknown
  readonly after?: unknown
  readonly secret: boolean
  /** Empty where a side is no inventory. */
  readonly origins: readonly Origin[]
  /** Set where one or several of the origins are the cause, and nobody tried which. */
  readonly doubtful?: true
}

/** A file that differs. */
export interface FileChange {
  readonly kind: ChangeKind
  /** Names of the side that has the file: of the new one unless it is removed there. */
  readonly host: string
  readonly path: string
  readonly artifact?: string
  readonly component?: string
  readonly instance?: string
  /** How both texts were read; absent where nobody knows, and then `changes` is one for the whole text. */
  readonly format?: FormatId
  readonly secret: boolean
  readonly before?: SideFile
  readonly after?: SideFile
  /** Empty where only layout, comments, rights or the path differ, and of a file that is new or gone. */
  readonly changes: readonly Change[]
  /** Owner, group, mode that differ. */
  readonly rights: readonly { readonly name: 'owner' | 'group' | 'mode'; readonly before: string; readonly after: string }[]
  /** Of a file that is new or gone. */
  readonly origins?: readonly Origin[]
  /** Set where one or several of these are the cause, and nobody tried which. */
  readonly doubtful?: true
}

/** A host, instance, cluster or service that only one side has, or that both have under the same identity in different places. */
export interface SubjectChange {
  readonly kind: ChangeKind
  readonly subject: 'host' | 'cluster' | 'instance' | 'service'
  /** Identity: cluster and number of an instance, cluster and name of a service. */
  readonly name: string
  /** What is different of one that both have, as `address: 10.0.0.1 -> 10.0.0.2`. */
  readonly details: readonly { readonly name: string; readonly before: string; readonly after: string }[]
}
