import type { Plain } from '../syntax/node.js'
import type { ObjectName } from './object.js'

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
  /** Set where the inventory must give a value to every host that the section concerns. */
  readonly required?: true
  /** The switch that makes the value mandatory when it is true. */
  readonly requiredIf?: string
  readonly unit?: string
  /** The value is, or may contain, a credential. */
  readonly secret?: true
  /** The accepted words of an `enum`, or the words with a meaning of their own; only the usual ones where `open` says so. */
  readonly values?: readonly string[]
  readonly open?: Open
  /** Bounds of a number, inclusive; of a `size` in bytes. A `port` is 1 to 65535 without saying. */
  readonly min?: number
  readonly max?: number
  /** A regular expression that the whole value matches. */
  readonly pattern?: string
  /** One or two sentences in plain text. */
  readonly doc: string
  readonly impact: readonly Impact[]
  /** Names of older versions that this one replaces. */
  readonly former?: readonly string[]
  /** The name that took over from this one, which then only lives on in old inventories. */
  readonly replacedBy?: string
  /** What the items of a list, or the values of a map, are. */
  readonly items?: Items
}

/** What is accepted beside the values: any word, a port number, an IPv4 address, or an IPv4 address with or without prefix length. */
export type Open = 'word' | 'port' | 'ip' | 'cidr'

/** `scalar` is text, a number or a boolean; a word other than `string`, `cidr` and `scalar` names an object schema. */
export type Items = 'string' | 'cidr' | 'scalar' | ObjectName

export interface Section<P extends Record<string, Parameter> = Record<string, Parameter>> {
  readonly id: string
  readonly title: string
  readonly parameters: P
}

/** Keeps the literal types, from which the types of the values follow. */
export function defineSection<const P extends Record<string, Parameter>>(section: Section<P>): Section<P> {
  return section
}
