import type { FileImpact } from '../artifacts/artifact.js'
import type { Impact } from '../catalog/parameter.js'
import type { Shape } from '../catalog/shape.js'
import type { Span } from '../source/span.js'
import type { Plain } from '../syntax/node.js'

/** A definition of a variable, as written. */
export interface ShownDefinition {
  /** `extra`, `host`, `group` or `instance` (an entry of pg_instances). */
  readonly level: string
  /** The name of the host, group or instance. */
  readonly of: string
  readonly at: Span
  /** Absent of credentials and of lists and maps that may hold some. */
  readonly value?: Plain
  readonly secret: boolean
}

/** One effective value and whose it is. */
export interface ShownValue {
  /** Names of instances or hosts. */
  readonly of: readonly string[]
  /** Expressions evaluated; absent where there is none, and of credentials. */
  readonly value?: Plain | readonly Plain[]
  readonly secret: boolean
  /** Every definition, the one that counts first; none where the default holds. */
  readonly definitions: readonly ShownDefinition[]
  /** What holds without them. */
  readonly default?: Plain
}

/** Lines of one file that the value makes. */
export interface Use {
  readonly host: string
  readonly path: string
  readonly component: string
  /** From 1; none where the value only decides whether there is a file, or lines that are not there now. */
  readonly lines: readonly { readonly line: number; readonly keyPath?: string }[]
  /** Whether another value takes the file away. */
  readonly decides: boolean
  readonly impact: FileImpact
}

/** Everything about a parameter, or a part of one, on one instance, host, cluster or group. */
export interface ValueExplanation {
  readonly subject: string
  /** `pg_max_conn`, `pg_users[2].password`. */
  readonly label: string
  readonly doc?: string
  /** What the value may be. */
  readonly type?: Shape & { readonly unit?: string }
  readonly values: readonly ShownValue[]
  readonly uses: readonly Use[]
  /** What a change needs, as the catalogue has it. */
  readonly impact: readonly Impact[]
}
