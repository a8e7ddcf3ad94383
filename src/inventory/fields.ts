import type { ValueFor } from '../catalog/catalog.js'
import type { Attribute, ObjectSchema } from '../catalog/object.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Span } from '../source/span.js'
import { type Node, type Plain, toPlain } from '../syntax/node.js'
import { codes } from './codes.js'
import { coerce } from './coerce.js'
import { nearest } from './nearest.js'

type Attributes = Record<string, Attribute>

/** One nested object of the inventory (a user, a service, an HBA rule): typed attributes, each with its place. */
export class Fields<A extends Attributes = Attributes> {
  constructor(
    readonly at: Span,
    private readonly attributes: A,
    private readonly nodes: ReadonlyMap<string, Node>,
    private readonly values: ReadonlyMap<string, Plain>,
  ) {}

  /** The value; the default where the object is silent or says null or '', else undefined. */
  get<N extends keyof A & string>(name: N): ValueFor<A[N]> {
    return (this.values.get(name) ?? this.attributes[name]?.default) as ValueFor<A[N]>
  }

  /** Where the attribute stands; the object's place where it is silent. */
  where(name: keyof A & string): Span {
    return this.nodes.get(name)?.at ?? this.at
  }

  node(name: keyof A & string): Node | undefined {
    return this.nodes.get(name)
  }

  /** Whether the object gives the attribute a value other than null and ''. */
  has(name: keyof A & string): boolean {
    return this.values.has(name)
  }

  /** Every attribute as given, known or not. */
  plain(): Record<string, Plain> {
    return Object.fromEntries([...this.nodes].map(([name, node]) => [name, toPlain(node)]))
  }
}

/**
 * Reads one nested object by its schema; `what` begins the messages, as in `pg_users[2]`. Undefined where the node is no object at all.
 * Misfits, missing and unknown attributes are reported; a misfit counts as absent.
 */
export function readObject<A extends Attributes>(schema: ObjectSchema<A>, node: Node, what: string, sink: Sink): Fields<A> | undefined {
  const nodes = attributeNodes(schema, node)
  if (nodes === undefined) {
    sink.report(codes['value-type'], node.at, `${what} must be a map${schema.shorthand === undefined ? '' : ` or a ${schema.shorthand}`}`)
    return undefined
  }
  const values = new Map<string, Plain>()
  for (const [name, child] of nodes) {
    const attribute = Object.hasOwn(schema.attributes, name) ? schema.attributes[name] : undefined
    if (attribute === undefined) reportStranger(schema, name, child.at, what, sink)
    else if (!isEmpty(child)) {
      const coerced = coerce(attribute, child)
      if ('value' in coerced) values.set(name, coerced.value)
      else sink.report(coerced.code, child.at, `${what}.${name} ${coerced.message}`)
    }
  }
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    const child = nodes.get(name)
    if (attribute.required && (child === undefined || isEmpty(child)))
      sink.report(codes['attribute-missing'], child?.at ?? node.at, `${what} needs \`${name}\`: ${attribute.doc}`)
  }
  return new Fields(node.at, schema.attributes, nodes, values)
}

/** null and '' say nothing, so the default holds. */
function isEmpty(node: Node): boolean {
  return node.kind === 'scalar' && (node.value === null || node.value === '')
}

function attributeNodes(schema: ObjectSchema, node: Node): Map<string, Node> | undefined {
  if (node.kind === 'mapping') return new Map([...node.entries.values()].map((entry) => [entry.name, entry.value]))
  if (node.kind === 'scalar' && node.type !== 'null' && schema.shorthand !== undefined) return new Map([[schema.shorthand, node]])
  return undefined
}

function reportStranger(schema: ObjectSchema, name: string, at: Span, what: string, sink: Sink): void {
  const former = schema.legacy !== undefined && Object.hasOwn(schema.legacy, name) ? schema.legacy[name] : undefined
  const guess = former?.new ?? nearest(name, Object.keys(schema.attributes))
  const hint = former?.message ?? (guess === undefined ? `known are ${Object.keys(schema.attributes).join(', ')}` : `did you mean ${guess}?`)
  sink.report(codes['attribute-unknown'], at, `${what}.${name} has no effect; ${hint}`)
}
