import type { SideFile } from '../../diff/change.js'
import { readYaml } from '../../emit/read/yaml.js'

const documents = new WeakMap<SideFile, unknown>()

/** What stands at a path of a patroni.yml; undefined where the side has no such file, or cannot be read. */
export function valueAt(file: SideFile | undefined, path: readonly (string | number)[]): unknown {
  let value = file === undefined ? undefined : documentOf(file)
  for (const step of path) value = isRecord(value) && Object.hasOwn(value, step) ? value[String(step)] : undefined
  return value
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A text is read once, however many of its keys differ. */
function documentOf(file: SideFile): unknown {
  if (!documents.has(file)) documents.set(file, parsed(file.text))
  return documents.get(file)
}

function parsed(text: string): unknown {
  try {
    return readYaml(text)
  } catch {
    return undefined
  }
}
