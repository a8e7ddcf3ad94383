import { validators } from '#shapes'
import type { JsonSchema } from '../catalog/fragment.js'
import { invariant } from '../diagnostics/invariant.js'

/** What ajv says against a value: which keyword of the schema it fails, and where (a JSON pointer into the value). */
export interface Refusal {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

/** Whether a value is what a schema wants; where it is not, `errors` says everything against it until the next call. */
export interface Validator {
  (value: unknown): boolean
  errors?: readonly Refusal[] | null
}

/** The function that ajv made of a fragment of the catalogue. */
export function validatorOf(fragment: JsonSchema): Validator {
  const key = JSON.stringify(fragment)
  const validator = Object.hasOwn(validators, key) ? validators[key] : undefined
  invariant(validator !== undefined, `no validator was made for ${key}`)
  return validator
}

/** Everything that the schema says against the value. */
export function refusals(validator: Validator, value: unknown): readonly Refusal[] {
  return validator(value) ? [] : (validator.errors ?? [])
}
