import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const folder = new URL('../../../shared/reference/', import.meta.url)

/** Whether the facts of the reference lie beside the repository; without them the frozen tables alone guard the catalogue. */
export const hasReference = existsSync(fileURLToPath(folder))

/** One YAML file of the reference; null where it is absent. */
export function readReference(file: 'parameters.yml' | 'objects.yml' | 'legacy.yml') {
  return hasReference ? parse(readFileSync(new URL(file, folder), 'utf8')) : null
}
