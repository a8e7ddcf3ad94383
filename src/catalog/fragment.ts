import type { ObjectSchema } from './object.js'
import type { Shape } from './shape.js'

/** A JSON Schema, draft-07. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** One line of text; also what ajv names where a text is not. */
export const oneLine = '^[^\\u0000-\\u0008\\u000a-\\u001f\\u007f]*$'

/**
 * What a value must be once its spelling is settled (`inventory/convert.ts`), as a JSON Schema without words for people. The compiler's verdict is ajv's on
 * this very fragment, compiled ahead by `build/shapes.mjs`; the schema for editors is built of the same. What lists and maps hold is asked item by item.
 */
export function fragmentOf(shape: Shape): JsonSchema {
  switch (shape.type) {
    case 'bool':
      return { type: 'boolean' }
    case 'int':
      return { type: 'integer', ...bounds(shape) }
    case 'float':
      return { type: 'number', ...bounds(shape) }
    case 'port':
      return port
    case 'auto-int':
      return { anyOf: [{ const: 'auto' }, { type: 'integer', ...bounds(shape) }] }
    case 'yes-no':
      return { enum: ['y', 'n'] }
    case 'list':
      return { type: 'array' }
    case 'map':
      return { type: 'object' }
    case 'enum':
      if (shape.open === undefined) return { enum: shape.values ?? [] }
      if (shape.open === 'port') return { anyOf: [{ enum: shape.values ?? [] }, port] }
      return { ...text(shape), not: { const: '' } }
    default:
      return text(shape)
  }
}

/** An object whose empty attributes have been left out: what must be there, what may be there, and nothing else. */
export function objectFragment({ attributes }: ObjectSchema): JsonSchema {
  const named = Object.entries(attributes)
  return {
    type: 'object',
    properties: Object.fromEntries(named.map(([name, attribute]) => [name, fragmentOf(attribute)])),
    required: named.filter(([, { required }]) => required).map(([name]) => name),
    additionalProperties: false,
  }
}

const port = { type: 'integer', minimum: 1, maximum: 65535 }

/** The limits of a number. */
export function bounds({ min, max }: Shape): JsonSchema {
  return { ...(min === undefined ? {} : { minimum: min }), ...(max === undefined ? {} : { maximum: max }) }
}

/** An empty text says nothing, so it may stand where a pattern holds. */
function text({ pattern }: Shape): JsonSchema {
  return pattern === undefined ? { type: 'string', pattern: oneLine } : { type: 'string', allOf: [{ pattern: `^(?:${pattern})?$` }, { pattern: oneLine }] }
}
