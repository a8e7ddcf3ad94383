import type { Unit } from '../../syntax/guc.js'
import type { Releases } from '../releases.js'

/** From when on a setting can be changed, as pg_settings names it; `internal` never. */
export type SettingContext = 'internal' | 'postmaster' | 'sighup' | 'superuser-backend' | 'backend' | 'superuser' | 'user'

export type SettingType = 'boolean' | 'integer' | 'real' | 'string' | 'enum'

/** What one release says of a setting. */
export interface SettingFacts {
  readonly type: SettingType
  readonly context: SettingContext
  /** Of a number without a unit. */
  readonly unit?: Unit
  readonly min?: number
  readonly max?: number
  /** The words of a choice. */
  readonly values?: readonly string[]
  /** Words that the server takes and does not list. */
  readonly also?: readonly string[]
  /** Of a text that is a comma list: the words that it can hold. */
  readonly items?: readonly string[]
}

/** A setting over all releases. */
export interface SettingRow extends Omit<SettingFacts, 'type'>, Releases {
  /** What is different from a release on. */
  readonly changes?: Readonly<Record<number, Partial<SettingFacts>>>
  /** Only some minor releases or packages have it, so its absence is never certain. */
  readonly someBuilds?: true
}

export type SettingRows = Readonly<Record<string, SettingRow>>
