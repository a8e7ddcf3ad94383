import { parameters } from './catalog.js'
import { factShapes } from './facts.js'
import { fragmentOf, type JsonSchema, objectFragment } from './fragment.js'
import { objects } from './objects.js'

/** Every fragment that the compiler asks ajv about, each once. */
export function fragments(): JsonSchema[] {
  const all = [...[...Object.values(parameters), ...Object.values(factShapes)].map(fragmentOf), ...[...Object.values(objects)].map(objectFragment)]
  const attributes = Object.values(objects).flatMap((schema) => Object.values(schema.attributes).map(fragmentOf))
  return [...new Map([...all, ...attributes].map((fragment) => [JSON.stringify(fragment), fragment])).values()]
}
