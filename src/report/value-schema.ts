import { bounds, fragmentOf, type JsonSchema, oneLine } from '../catalog/fragment.js'
import type { Attribute, ObjectSchema } from '../catalog/object.js'
import type { Items } from '../catalog/parameter.js'
import type { Shape } from '../catalog/shape.js'
import { wanted } from '../inventory/coerce.js'
import { words } from '../inventory/convert.js'

/**
 * What may be written where a value of this shape is wanted: the fragment that the compiler asks ajv about, widened by every spelling that the compiler takes
 * for such a value and by a Jinja expression. `silent` is for attributes, which say nothing as null and ''.
 */
export function valueSchema(shape: Shape, silent = false): JsonSchema {
  const exact = fragmentOf(shape)
  const empty = silent ? ['null'] : []
  const like = (...patterns: string[]): JsonSchema => ({
    pattern: [...patterns, ...(silent ? ['^$'] : []), jinja].join('|'),
    patternErrorMessage: `must be ${wanted(shape)}`,
  })
  switch (shape.type) {
    case 'bool':
      return { type: ['boolean', 'integer', 'string', 'null'], minimum: 0, maximum: 1, ...like(inAnyCase([...truths, '0', '1'])) }
    case 'int':
    case 'float':
    case 'port':
      return { ...exact, type: [exact.type, 'string', ...empty], ...like(digits) }
    case 'auto-int':
      return { type: ['integer', 'string', ...empty], ...bounds(shape), ...like(digits, '^auto$'), examples: ['auto'] }
    case 'enum':
      return { anyOf: [{ enum: shape.values }, { type: ['string', ...otherTypes(shape), ...empty], ...portBounds(shape), ...like(...otherWords(shape)) }] }
    case 'yes-no':
      return { type: ['string', 'boolean', ...empty], ...like(inAnyCase(['y', 'n', ...truths])), examples: ['y', 'n'] }
    case 'list':
      return { type: ['array', 'string', 'null'], items: itemSchema(shape.items), ...like(...(words.has(shape.items ?? 'scalar') ? ['^'] : [])) }
    case 'map':
      return { type: ['object', 'string', 'null'], additionalProperties: itemSchema(shape.items), ...like() }
    case 'csv':
      return { type: ['string', 'number', 'array', 'null'], items: { type: ['string', 'number', 'boolean'] } }
    default: {
      const text = { type: ['string', 'number', 'null'], ...like(shape.pattern === undefined ? oneLine : `^(?:${shape.pattern})?$`) }
      return shape.values === undefined ? text : { anyOf: [{ enum: shape.values }, text] }
    }
  }
}

/** One nested object. */
export function objectSchema(schema: ObjectSchema, describe: (attribute: Attribute) => string): JsonSchema {
  const attributes = Object.entries(schema.attributes)
  const properties = attributes.map(([name, attribute]) => {
    const standard = attribute.default === undefined || attribute.secret ? {} : { default: attribute.default }
    return [name, { ...valueSchema(attribute, true), description: describe(attribute), ...standard }] as const
  })
  if (schema.form === 'tuple') return { type: 'array', items: properties.map(([, value]) => value), minItems: properties.length, maxItems: properties.length }
  const alternatives = attributes.filter(([, { requiredUnless }]) => requiredUnless !== undefined).map(([name]) => ({ required: [name] }))
  const former = Object.entries(schema.legacy ?? {}).filter(([name]) => !name.includes('.'))
  return {
    type: schema.shorthand === undefined ? 'object' : ['object', 'string', 'number'],
    properties: { ...Object.fromEntries(properties), ...Object.fromEntries(former.map(([name, { message }]) => [name, gone(message)])) },
    required: attributes.filter(([, { required }]) => required).map(([name]) => name),
    ...(alternatives.length === 0 ? {} : { anyOf: alternatives }),
    additionalProperties: false,
  }
}

/** A name that nothing reads any more: known, marked, not offered. */
export function gone(message: string): JsonSchema {
  return { description: message, deprecationMessage: message, doNotSuggest: true }
}

/** A template of Ansible, which only the compiler can look through. */
const jinja = '\\{\\{|\\{%'

/** Booleans of YAML 1.1, which are text for an editor that reads YAML 1.2. */
const truths = ['yes', 'no', 'on', 'off', 'true', 'false']

/** Numbers as text; YAML 1.2 also reads as text what 1.1 takes for a number, as 1_000 and 1:30. */
const digits = '^[-+]?[0-9][0-9_]*(?::[0-9]+)*(?:\\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?$'

/** A word in another case, a profile without its `.yml`, or what `open` leaves open. */
function otherWords({ values = [], open }: Shape): string[] {
  if (open !== undefined && open !== 'port') return [oneLine.replace('*$', '+$')]
  const short = values.filter((value) => value.endsWith('.yml')).map((value) => value.slice(0, -'.yml'.length))
  const switches = isSwitch(values) ? truths : []
  return [inAnyCase([...values, ...short, ...switches]), ...(open === 'port' ? [digits] : [])]
}

/** A boolean stands for on or off. */
function otherTypes({ values = [], open }: Shape): string[] {
  return [...(isSwitch(values) ? ['boolean'] : []), ...(open === undefined ? [] : ['number'])]
}

function isSwitch(values: readonly string[]): boolean {
  return values.includes('on') || values.includes('off')
}

function portBounds({ open }: Shape): JsonSchema {
  return open === 'port' ? { minimum: 1, maximum: 65535 } : {}
}

function itemSchema(items: Items | undefined): JsonSchema {
  if (items === 'string' || items === 'cidr') return { type: ['string', 'number', 'boolean', 'null'] }
  if (items === 'scalar' || items === undefined) return {}
  return { $ref: `#/definitions/${items}` }
}

/** A pattern that the words match in any case. */
function inAnyCase(accepted: readonly string[]): string {
  const letters = (word: string): string =>
    word.replace(/[A-Za-z]/g, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`).replace(/[.+*?]/g, (sign) => `\\${sign}`)
  return `^(?:${accepted.map(letters).join('|')})$`
}
