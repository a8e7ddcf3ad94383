import type { Node } from '../syntax/node.js'
import type { Cause } from './cause.js'
import { partsOf } from './parts.js'
import { type Problem, unknown } from './problem.js'

/** A parameter and the way to a part of it: `pg_users[2].password`, `pg_databases.shop`. */
export interface ObjectPath {
  readonly name: string
  readonly steps: readonly string[]
}

export function readPath(text: string): ObjectPath {
  const [name = '', ...steps] = text.split(/[.[\]]+/).filter((step) => step !== '')
  return { name, steps: steps.map((step) => step.replace(/^["']|["']$/g, '')) }
}

/** The part of a value that a path leads to: an item of a list by its number or its `name`, an attribute or a key by its name. */
export function follow(cause: Cause, steps: readonly string[]): Cause | Problem {
  const [step, ...rest] = steps
  if (step === undefined) return cause
  const parts = partsOf(cause)
  const found = parts.find((part) => nameOf(part, cause.node) === step || part.label === `${cause.label}[${step}]`)
  if (found !== undefined) return follow(found, rest)
  const names = parts.map((part) => nameOf(part, cause.node) ?? part.label.slice(cause.label.length))
  if (parts.length === 0) return { problem: `${cause.label} has no parts` }
  return unknown(`part of ${cause.label} called`, step, names)
}

function nameOf(part: Cause, whole: Node | undefined): string | undefined {
  if (whole?.kind !== 'sequence') return part.name
  if (part.node?.kind !== 'mapping') return part.node?.kind === 'scalar' ? part.node.text : undefined
  const name = part.node.entries.get('name')?.value
  return name?.kind === 'scalar' ? name.text : undefined
}
