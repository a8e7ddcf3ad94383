import { compareVersions } from './version.js'

/** From when to when a component has an option, a value of one, or a behaviour. */
export interface Lifetime {
  /** The first version that has it; absent where every version does that anybody still runs. */
  readonly since?: string
  /** The first version that does not have it any more. */
  readonly until?: string
  /** Where it does not exist, its file goes without it: it is a refinement, or a default of ours. Absent where the file would not do its work. */
  readonly dispensable?: true
}

export type OptionTable = Readonly<Record<string, Lifetime>>

export function existsIn(version: string, { since, until }: Lifetime): boolean {
  return (since === undefined || compareVersions(version, since) >= 0) && (until === undefined || compareVersions(version, until) < 0)
}

/** Options that every version in use has, as words with blanks between them; `prefix` stands before each. */
export function always(words: string, prefix = ''): OptionTable {
  return Object.fromEntries(
    words
      .trim()
      .split(/\s+/)
      .map((word) => [`${prefix}${word}`, {}]),
  )
}
