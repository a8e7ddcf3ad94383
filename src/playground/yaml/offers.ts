import type { JsonSchema } from '../../catalog/fragment.js'
import { inventorySchema } from '../../report/inventory-schema.js'
import { item, type Place } from './cursor.js'

/** One word that may stand at the cursor. */
export interface Offer {
  readonly word: string
  readonly kind: 'key' | 'value'
  /** Paragraphs. */
  readonly docs: readonly string[]
  /** Beside the word: the default. */
  readonly detail?: string
  /** Of a key, what its value is. */
  readonly holds?: 'map' | 'list' | 'scalar'
}

const root = inventorySchema()
const definitions = asSchema(root.definitions)

/** What the schema of inventories offers at a place. */
export function offersAt({ path, role, key }: Place): readonly Offer[] {
  const here = follow([...path, ...(role === 'value' && key !== undefined ? [key] : [])])
  if (here === undefined) return []
  return role === 'value' ? valuesOf(here) : [...keysOf(here), ...(path.at(-1) === item ? valuesOf(here) : [])]
}

/** What the schema says of a key, as paragraphs; empty where it knows none. */
export function docsAt(path: readonly string[], key: string): readonly string[] {
  const found = follow([...path, key])
  return found === undefined ? [] : paragraphs(found)
}

/** The schema of what stands at a path. */
function follow(path: readonly string[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((schema, step) => schema && child(resolved(schema), step), root)
}

function child(schema: JsonSchema, step: string): JsonSchema | undefined {
  if (step === item) return Array.isArray(schema.items) ? undefined : optional(schema.items)
  const properties = asSchema(schema.properties)
  return Object.hasOwn(properties, step) ? optional(properties[step]) : optional(schema.additionalProperties)
}

/** References followed; what is said beside them stays. */
function resolved(schema: JsonSchema): JsonSchema {
  const [only] = Array.isArray(schema.allOf) ? schema.allOf : [schema]
  const name = typeof only?.$ref === 'string' ? only.$ref.slice('#/definitions/'.length) : undefined
  return name === undefined
    ? schema
    : { ...asSchema(definitions[name]), ...(typeof schema.description === 'string' ? { description: schema.description } : {}) }
}

function keysOf(schema: JsonSchema): readonly Offer[] {
  return Object.entries(asSchema(resolved(schema).properties)).flatMap(([word, value]) => {
    const about = asSchema(value)
    if (about.doNotSuggest === true) return []
    const standard = about.default
    return [
      {
        word,
        kind: 'key' as const,
        docs: paragraphs(about),
        holds: holdsOf(resolved(about)),
        ...(standard === undefined || typeof standard === 'object' || standard === '' ? {} : { detail: String(standard) }),
      },
    ]
  })
}

function holdsOf({ type, anyOf }: JsonSchema): NonNullable<Offer['holds']> {
  const types = Array.isArray(type) ? type : [type]
  if (types.includes('number') || Array.isArray(anyOf)) return 'scalar'
  return types.includes('array') ? 'list' : types.includes('object') ? 'map' : 'scalar'
}

/** Words of a closed set, truth values, and examples; the default says that it is one. */
function valuesOf(schema: JsonSchema): readonly Offer[] {
  const alternatives: readonly unknown[] = Array.isArray(schema.anyOf) ? schema.anyOf : []
  const listed = [schema, ...alternatives.map(asSchema)].flatMap(({ enum: words, examples }) => [...list(words), ...list(examples)])
  const truths = Array.isArray(schema.type) && schema.type[0] === 'boolean' ? [true, false] : []
  const standard = schema.default === undefined || schema.default === '' || typeof schema.default === 'object' ? [] : [schema.default]
  return [...new Set([...listed, ...truths, ...standard].map(String))].map((word) => ({
    word,
    kind: 'value',
    docs: [],
    ...(standard.some((value) => String(value) === word) ? { detail: 'default' } : {}),
  }))
}

function paragraphs({ description }: JsonSchema): readonly string[] {
  return typeof description === 'string' ? description.split('\n\n') : []
}

function optional(value: unknown): JsonSchema | undefined {
  return typeof value === 'object' && value !== null ? asSchema(value) : undefined
}

function asSchema(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
