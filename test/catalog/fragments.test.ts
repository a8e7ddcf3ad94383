import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { validators } from '#shapes'
import { parameterNames, parameters } from '../../src/catalog/catalog.js'
import { fragmentOf, objectFragment } from '../../src/catalog/fragment.js'
import { fragments } from '../../src/catalog/fragments.js'
import { objects } from '../../src/catalog/objects.js'

test('every fragment has a validator, made when pgcompile is built, and no validator is left over', () => {
  expect(Object.keys(validators)).toEqual(fragments().map((fragment) => JSON.stringify(fragment)))
})

test('every fragment is a draft-07 schema without a keyword that ajv does not know', () => {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true })
  for (const fragment of fragments()) expect(ajv.validateSchema(fragment), JSON.stringify(fragment)).toBe(true)
})

test('every default fits its fragment', () => {
  for (const name of parameterNames) {
    const { default: value } = parameters[name]
    if (value === undefined) continue
    const validate = validators[JSON.stringify(fragmentOf(parameters[name]))]
    expect(validate?.(value), `${name}: ${JSON.stringify(value)}`).toBe(true)
  }
})

test('an object wants what it requires and knows nothing else', () => {
  const validate = validators[JSON.stringify(objectFragment(objects.service))]
  expect(validate?.({ name: 'a', port: 5433, selector: '[]' })).toBe(true)
  expect(validate?.({ name: 'a', port: 70000, colour: 'red' })).toBe(false)
  expect(validate?.errors?.map(({ keyword, instancePath }) => `${keyword} ${instancePath}`).sort()).toEqual([
    'additionalProperties ',
    'maximum /port',
    'required ',
  ])
})
