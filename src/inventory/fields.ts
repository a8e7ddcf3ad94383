import type { ValueFor } from '../catalog/catalog.js'
import { objectFragment } from '../catalog/fragment.js'
import type { Attribute, LegacyAttribute, ObjectSchema } from '../catalog/object.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Span } from '../source/span.js'
import { type Node, type Plain, toPlain } from '../syntax/node.js'
import { codes } from './codes.js'
import { isVault, misfit, takesAnyText, vault } from './coerce.js'
import { convert } from './convert.js'
import { nearest } from './nearest.js'
import { noteNode } from './reads.js'
import { type Refusal, refusals, type Validator, validatorOf } from './validator.js'

type Attributes = Record<string, Attribute>

/** By attribute. */
type Nodes = ReadonlyMap<string, { readonly value: Node }>

/** One nested object of the inventory (a user, a service, an HBA rule): typed attributes, each with its place. */
export class Fields<A extends Attributes = Attributes> {
  constructor(
    readonly at: Span,
    private readonly attributes: A,
    private readonly nodes: Nodes,
    private readonly values: Readonly<Record<string, Plain>>,
  ) {}

  /** The value; the default where the object is silent or says null or '', else undefined. */
  get<N extends keyof A & string>(name: N): ValueFor<A[N]> {
    this.note(name, true)
    return (this.values[name] ?? this.attributes[name]?.default) as ValueFor<A[N]>
  }

  /** Where the attribute stands; the object's place where it is silent. */
  where(name: keyof A & string): Span {
    return this.nodes.get(name)?.value.at ?? this.at
  }

  node(name: keyof A & string): Node | undefined {
    return this.note(name)
  }

  /** Whether the object gives the attribute a value other than null and ''. */
  has(name: keyof A & string): boolean {
    this.note(name)
    return Object.hasOwn(this.values, name)
  }

  /** Every attribute as given, known or not. */
  plain(): Record<string, Plain> {
    for (const { value } of this.nodes.values()) noteNode(value, true)
    return Object.fromEntries([...this.nodes].map(([name, { value }]) => [name, toPlain(value)]))
  }

  private note(name: string, all = false): Node | undefined {
    const node = this.nodes.get(name)?.value
    if (node !== undefined) noteNode(node, all)
    return node
  }
}

/**
 * Reads one nested object by its schema; `what` begins the messages, as in `pg_users[2]`. Undefined where the node is no object at all.
 * Misfits, missing and unknown attributes are reported; a misfit counts as absent. `validator` is ajv's for the fragment of the schema.
 */
export function readObject<A extends Attributes>(
  schema: ObjectSchema<A>,
  node: Node,
  what: string,
  sink: Sink,
  validator: Validator = validatorFor(schema),
): Fields<A> | undefined {
  noteNode(node)
  const nodes = attributeNodes(schema, node)
  if (nodes === undefined) {
    sink.report(codes['value-type'], node.at, `${what} must be a map${schema.shorthand === undefined ? '' : ` or a ${schema.shorthand}`}`)
    return undefined
  }
  const values: Record<string, Plain> = {}
  let sealed = false
  nodes.forEach(({ value: child }, name) => {
    const attribute = Object.hasOwn(schema.attributes, name) ? schema.attributes[name] : undefined
    if (attribute !== undefined && isEmpty(child)) return
    const value = attribute === undefined ? toPlain(child) : convert(attribute, child)
    // An assignment would set the prototype.
    if (name === '__proto__') Object.defineProperty(values, name, { value, enumerable: true, configurable: true })
    else values[name] = value
    if (isVault(child)) sealed = true
  })
  const against = refusals(validator, values)
  for (const { keyword, params } of against) {
    if (keyword === 'required') reportMissing(schema, String(params.missingProperty), nodes, node.at, what, sink)
    else if (keyword === 'additionalProperties') reportStranger(schema, String(params.additionalProperty), nodes, node.at, what, sink)
  }
  if (against.length > 0 || sealed) dropMisfits(schema, nodes, values, against, what, sink)
  return new Fields(node.at, schema.attributes, nodes, values)
}

/** Reports the values that are not what the schema wants, and leaves them out. */
function dropMisfits(schema: ObjectSchema, nodes: Nodes, values: Record<string, Plain>, against: readonly Refusal[], what: string, sink: Sink): void {
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    const child = nodes.get(name)?.value
    if (child === undefined) continue
    const { code, message } = isVault(child) ? (takesAnyText(attribute) ? {} : vault) : (misfitOf(name, attribute, child, against) ?? {})
    if (code === undefined) continue
    delete values[name]
    sink.report(code, child.at, `${what}.${name} ${message}`)
  }
}

const known = new WeakMap<ObjectSchema, Validator>()

function validatorFor(schema: ObjectSchema): Validator {
  let validator = known.get(schema)
  if (validator === undefined) {
    validator = validatorOf(objectFragment(schema))
    known.set(schema, validator)
  }
  return validator
}

/** What is wrong with one attribute. No name of an attribute has a character that a JSON pointer escapes. */
function misfitOf(name: string, attribute: Attribute, node: Node, against: readonly Refusal[]): ReturnType<typeof misfit> | undefined {
  const own = against.filter(({ instancePath }) => instancePath === `/${name}`)
  return own.length === 0 ? undefined : misfit(attribute, node, own)
}

function reportMissing(schema: ObjectSchema, name: string, nodes: Nodes, at: Span, what: string, sink: Sink): void {
  sink.report(codes['attribute-missing'], nodes.get(name)?.value.at ?? at, `${what} needs \`${name}\`: ${schema.attributes[name]?.doc ?? ''}`)
}

/** null and '' say nothing, so the default holds. */
function isEmpty(node: Node): boolean {
  return node.kind === 'scalar' && (node.value === null || node.value === '')
}

function attributeNodes(schema: ObjectSchema, node: Node): Nodes | undefined {
  if (node.kind === 'mapping') return node.entries
  if (node.kind === 'scalar' && node.type !== 'null' && schema.shorthand !== undefined) return new Map([[schema.shorthand, { value: node }]])
  return undefined
}

function reportStranger(schema: ObjectSchema, name: string, nodes: Nodes, object: Span, what: string, sink: Sink): void {
  const at = nodes.get(name)?.value.at ?? object
  const former = formerOf(schema, name)
  const guess = former?.new ?? nearest(name, Object.keys(schema.attributes))
  const hint = former?.message ?? (guess === undefined ? `known are ${Object.keys(schema.attributes).join(', ')}` : `did you mean ${guess}?`)
  sink.report(codes['attribute-unknown'], at, `${what}.${name} has no effect; ${hint}`)
}

/** What is known about a name that nothing reads; of a map, about the first of its names. */
function formerOf({ legacy = {} }: ObjectSchema, name: string): LegacyAttribute | undefined {
  return Object.hasOwn(legacy, name) ? legacy[name] : Object.entries(legacy).find(([path]) => path.startsWith(`${name}.`))?.[1]
}
