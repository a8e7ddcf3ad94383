import type { Attribute, ObjectSchema } from '../catalog/object.js'
import { objects } from '../catalog/objects.js'
import type { Shape } from '../catalog/shape.js'
import { fromPlain, noPlace } from '../inventory/defaults.js'
import { replaceInside } from '../inventory/edit.js'
import { isSecretName } from '../inventory/secrets.js'
import { type Entry, type MappingNode, type Node, toPlain } from '../syntax/node.js'
import type { Cause } from './cause.js'
import { variationsOfShape } from './variations.js'

/** What a list, map or nested object is made of, as causes of their own; of an object also the attributes that it leaves out. None of a scalar. */
export function partsOf(cause: Cause): readonly Cause[] {
  const { node } = cause
  if (node === undefined || node.kind === 'scalar') return []
  if (node.kind === 'sequence') return node.items.map((item, index) => part(cause, `[${index}]`, cause.name, item, itemShape(cause.shape)))
  const schema = cause.schema
  const given = [...node.entries.values()].map(({ name, value }) =>
    part(cause, labelOf(name), name, value, schema === undefined ? itemShape(cause.shape) : { shape: attributeOf(schema, name) }),
  )
  return schema === undefined ? given : [...given, ...absent(cause, node, schema)]
}

/** What the catalogue says of something inside: a shape, or, of an object, its attributes. */
interface Description {
  readonly shape?: Shape | undefined
  readonly schema?: ObjectSchema | undefined
}

function itemShape(shape: Shape | undefined): Description {
  const items = shape?.items
  const all: Readonly<Record<string, ObjectSchema>> = objects
  if (items === undefined || items === 'scalar') return {}
  return Object.hasOwn(all, items) ? { schema: all[items] } : { shape: { type: items === 'cidr' ? 'cidr' : 'string' } }
}

function attributeOf({ attributes }: ObjectSchema, name: string): Attribute | undefined {
  const all: Readonly<Record<string, Attribute>> = attributes
  return Object.hasOwn(all, name) ? all[name] : undefined
}

function part(whole: Cause, step: string, name: string, node: Node, { shape, schema }: Description): Cause {
  const value = toPlain(node)
  return {
    kind: whole.kind,
    name,
    label: `${whole.label}${step}`,
    ...(whole.owner === undefined ? {} : { owner: whole.owner }),
    ...(whole.at === undefined ? {} : { at: node.at }),
    value,
    secret: whole.secret || isSecretName(name) || (node.kind === 'scalar' && node.encrypted === true),
    ...(shape === undefined ? {} : { shape }),
    ...(schema === undefined ? {} : { schema }),
    node,
    give: (given) => whole.give(whole.node === undefined ? given : replaceInside(whole.node, node, given)),
    others: shape === undefined ? (node.kind === 'scalar' ? ['another', 77, true, false] : []) : variationsOfShape(shape, value),
  }
}

/** Attributes that an object could have. */
function absent(whole: Cause, node: MappingNode, schema: ObjectSchema): Cause[] {
  return Object.entries(schema.attributes)
    .filter(([name]) => !node.entries.has(name))
    .map(([name, shape]: [string, Attribute]) => ({
      kind: 'default' as const,
      name,
      label: `${whole.label}.${name}`,
      ...(whole.owner === undefined ? {} : { owner: whole.owner }),
      value: shape.default,
      secret: isSecretName(name),
      shape,
      give: (given) => {
        const key = { kind: 'scalar' as const, at: noPlace, value: name, type: 'string' as const, text: name }
        const entry: Entry = { name, key, value: given ?? fromPlain(null, noPlace) }
        return whole.give({ ...node, entries: new Map([...node.entries, [name, entry]]) })
      },
      others: variationsOfShape(shape, shape.default),
    }))
}

function labelOf(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}
