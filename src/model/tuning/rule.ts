import type { Float } from '../../syntax/float.js'
import type { Profile } from './profile.js'
import type { Sizes } from './sizes.js'

/** A value of a server setting as YAML carries it: text with a unit, a whole number, a Float, or a boolean. */
export type SettingValue = string | number | boolean | Float

/** What the settings can depend on: equal members are one object where they are objects. */
export interface TuningInput {
  /** The major version of the server. */
  readonly version: number
  /** The version of Patroni, which hands the settings over. */
  readonly patroni: string
  readonly profile: Profile
  readonly mode: string
  readonly sizes: Sizes
  /** The text of shared_preload_libraries; an extension counts as loaded where its name occurs anywhere in it. */
  readonly libraries: string
  readonly storage: 'SSD' | 'HDD'
  readonly ioMethod: string
  readonly passwordEncryption: string
  readonly logDirectory: string
  /** The database of pg_cron. */
  readonly cronDatabase: string
  /** pgBackRest's name for the cluster; undefined where WAL is not archived. */
  readonly stanza: string | undefined
}

/** Candidates, best first: the first that the server's release takes is written, none where it takes none. */
export type Candidates = readonly SettingValue[]

/** A rule that says which of the sizes it takes, and what it adds to that. */
export interface SizedRule {
  (input: TuningInput): SettingValue
  readonly size: keyof Sizes
  readonly plus: number
}

/** A value, or how it follows from the input; undefined leaves the setting out. */
export type Rule = SettingValue | SizedRule | ((input: TuningInput) => SettingValue | Candidates | undefined)

/** Settings in the order of the file. */
export type Rules = Readonly<Record<string, Rule>>

/** A setting that the profiles see differently; a profile without a value leaves it out. */
export function byProfile(values: { readonly [P in Profile]?: SettingValue | Candidates }): Rule {
  return ({ profile }) => values[profile]
}

/** A setting that is one of the sizes, in this unit, and so much more. */
export function sized(size: keyof Sizes, unit = '', plus = 0): SizedRule {
  const value = ({ sizes }: TuningInput): SettingValue => (unit === '' ? sizes[size] + plus : `${sizes[size] + plus}${unit}`)
  return Object.assign(value, { size, plus })
}

/** A setting of an extension, written where the extension is loaded. */
export function withLibrary(library: string, value: Rule): Rule {
  return (input) => (input.libraries.includes(library) ? (typeof value === 'function' ? value(input) : value) : undefined)
}
