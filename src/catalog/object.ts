import type { Plain } from '../syntax/node.js'
import type { Items, Open, ParameterType } from './parameter.js'

/** The nested objects of an inventory. */
export type ObjectName =
  | 'user'
  | 'role-grant'
  | 'database'
  | 'schema'
  | 'extension'
  | 'service'
  | 'hba-rule'
  | 'repository'
  | 'rto-row'
  | 'exporter'
  | 'haproxy-service'
  | 'haproxy-server'

/** `jmespath` is an expression over the hosts of a cluster; `yes-no` is the text y or n, as pgBackRest writes booleans. */
export type AttributeType = ParameterType | 'jmespath' | 'yes-no'

/** One attribute of a nested object. Source of the facts: the parameter reference of Pigsty v4.5 and the option table of pgBackRest. */
export interface Attribute {
  readonly type: AttributeType
  readonly required?: true
  /** The attribute whose presence makes this one unnecessary. */
  readonly requiredUnless?: string
  /** What holds when the attribute is absent or null; without one nothing is written and the daemon decides. `<name>` stands for that attribute. */
  readonly default?: Plain
  readonly values?: readonly string[]
  readonly open?: Open
  /** Bounds of a number, inclusive; of a `size` in bytes. */
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly unit?: string
  readonly secret?: true
  /** What the items of a list, or the values of a map, are. */
  readonly items?: Items
  /** First PostgreSQL major version that can express it. */
  readonly since?: number
  readonly doc: string
}

/** A name that was, or seems to be, an attribute; nothing reads it. */
export interface LegacyAttribute {
  readonly new: string | null
  readonly message: string
}

export interface ObjectSchema<A extends Record<string, Attribute> = Record<string, Attribute>> {
  readonly title: string
  /** A `map` has its attributes by name, a `tuple` all of them by position. */
  readonly form: 'map' | 'tuple'
  /** The attribute that a plain string instead of a map stands for. */
  readonly shorthand?: string
  readonly attributes: A
  readonly legacy?: Readonly<Record<string, LegacyAttribute>>
}

/** Keeps the names of the attributes in the type. */
export function defineObject<const A extends Record<string, Attribute>>(schema: ObjectSchema<A>): ObjectSchema<A> {
  return schema
}
