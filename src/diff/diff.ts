import type { FileChange, Origin, SubjectChange } from './change.js'
import { type BareFileChange, compareFiles, Facts } from './files.js'
import { Identity } from './identity.js'
import { attribute } from './origins/attribute.js'
import { differencesOf } from './origins/differences.js'
import type { Side } from './side.js'
import { compareSubjects } from './subjects.js'
import { Veil } from './veil.js'

/** How two sides differ. */
export interface Comparison {
  readonly before: Side
  readonly after: Side
  readonly subjects: readonly SubjectChange[]
  /** By host, then path. */
  readonly files: readonly FileChange[]
  /** Number of files that both have and that are equal. */
  readonly same: number
  /** Number of files that one side lacks because it is only what was fetched. */
  readonly notFetched: number
  /** Definitions of the inventories that differ, also those that change no file. Empty where a side is no inventory. */
  readonly origins: readonly Origin[]
  /** Decides what of all this a report may show. */
  readonly veil: Veil
}

/** Compares two sides. Pure. */
export function diff(before: Side, after: Side): Comparison {
  const identity = new Identity(before, after)
  const veil = new Veil([...(before.known?.words ?? []), ...(after.known?.words ?? [])])
  const facts = new Facts(veil)
  const { files, same, notFetched } = compareFiles(before, after, identity, facts)
  const known = before.known === undefined || after.known === undefined ? undefined : { before: before.known, after: after.known }
  const differences = known === undefined ? [] : differencesOf(known.before.understood, known.after.understood, identity.renames)
  return {
    before,
    after,
    subjects: compareSubjects(before, after, identity),
    files: known === undefined ? files.map(withoutOrigins) : attribute(files, differences, known, identity, facts),
    same,
    notFetched,
    origins: differences.map(({ origin }) => origin),
    veil,
  }
}

function withoutOrigins(file: BareFileChange): FileChange {
  return { ...file, changes: file.changes.map((change) => ({ ...change, origins: [] })) }
}
