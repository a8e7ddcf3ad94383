import { Ajv } from 'ajv'
import { fragmentOf, type JsonSchema, objectFragment } from '../../src/catalog/fragment.js'
import type { ObjectSchema } from '../../src/catalog/object.js'
import type { Shape } from '../../src/catalog/shape.js'
import type { Validator } from '../../src/inventory/validator.js'

/** Validators for shapes that are not in the catalogue: compiled on the spot, as build/shapes.mjs does it for those that are. */
export const validatorOfShape = (shape: Shape): Validator => compile(fragmentOf(shape))
export const validatorOfObject = (schema: ObjectSchema): Validator => compile(objectFragment(schema))

function compile(fragment: JsonSchema): Validator {
  return new Ajv({ allErrors: true, messages: false }).compile(fragment) as Validator
}
