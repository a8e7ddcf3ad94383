import type { Plain } from '../syntax/node.js'

/** How a value of a parameter looks. `auto-int` is the word auto or an integer; `csv` a comma list in one string. */
export type ParameterType =
  | 'bool'
  | 'int'
  | 'float'
  | 'auto-int'
  | 'port'
  | 'string'
  | 'enum'
  | 'password'
  | 'username'
  | 'path'
  | 'duration'
  | 'size'
  | 'csv'
  | 'ip'
  | 'cidr'
  | 'url'
  | 'list'
  | 'map'

/** The most specific place where a parameter is usually set: the whole deployment, a cluster, or one instance. */
export type Level = 'global' | 'cluster' | 'instance'

/** What a change needs on a running system. `rebuild` means a new data directory or member. */
export interface Impact {
  readonly action: 'none' | 'reload' | 'restart' | 'rebuild'
  readonly service?: string
  /** How the change gets there where a file alone does not do it. */
  readonly how?: string
}

/** One parameter of the inventory. Source of the facts: the parameter reference of Pigsty v4.5. */
export interface Parameter {
  readonly type: ParameterType
  /** Absent where the inventory must say it, or where silence means that the feature is off. */
  readonly default?: Plain
  readonly level: Level
  readonly unit?: string
  readonly secret?: true
  readonly values?: readonly string[]
  readonly min?: number
  readonly max?: number
  readonly doc: string
  readonly impact: readonly Impact[]
  /** Names of older versions that this one replaces. */
  readonly former?: readonly string[]
  /** The schema of list items or map values (a key of `objects`), where they are objects. */
  readonly items?: string
}

export interface Section<P extends Record<string, Parameter> = Record<string, Parameter>> {
  readonly id: string
  readonly title: string
  readonly parameters: P
}

/** Keeps the literal types, from which the types of the values follow. */
export function defineSection<const P extends Record<string, Parameter>>(section: Section<P>): Section<P> {
  return section
}
