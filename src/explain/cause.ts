import type { ObjectSchema } from '../catalog/object.js'
import type { Shape } from '../catalog/shape.js'
import type { Span } from '../source/span.js'
import type { Node, Plain } from '../syntax/node.js'
import type { Change } from './experiment.js'

/** One value that files may be made of, and how to change it. */
export interface Cause {
  /**
   * `definition`: a variable that the inventory or its surroundings give; `default`: one that nobody gives; `fact`: what a machine is, where no
   * variable says it; `host`: the name of a host, which is its address.
   */
  readonly kind: 'definition' | 'default' | 'fact' | 'host'
  /** The parameter, variable or fact; of a host, its name. */
  readonly name: string
  /** What it is in words: `pg_users[2].password`, `node_cpu of 10.0.0.1`. */
  readonly label: string
  /** The host whose fact it is. */
  readonly host?: string
  /** Group or host whose variables it stands among. */
  readonly owner?: string
  /** Where the value stands; absent where nobody gives one. */
  readonly at?: Span
  /** Undefined where there is none. Of a credential too: only a report knows how to hide it. */
  readonly value: Plain | undefined
  readonly secret: boolean
  readonly shape?: Shape
  /** Of a nested object: its attributes. */
  readonly schema?: ObjectSchema
  /** The value with the places inside it. */
  readonly node?: Node
  /** The change that gives it another value; undefined takes it away. */
  readonly give: (value: Node | undefined) => Change
  /** Values to try. */
  readonly others: readonly Plain[]
}
