import { type ParameterName, parameters } from '../catalog/catalog.js'
import { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import type { Entry, Node, Plain, ScalarNode } from '../syntax/node.js'

const nodes = new Map<ParameterName, Node>()

/** The default of a parameter as a document of its own, so that built-in rules and services are read by the same code as the user's. */
export function defaultNode(name: ParameterName): Node {
  const known = nodes.get(name)
  if (known !== undefined) return known
  const source = new Source(`<default of ${name}>`, '')
  const node = fromPlain(parameters[name].default ?? null, new Span(source, 0, 0))
  nodes.set(name, node)
  return node
}

/** The place of a value that stands in no document. */
export const noPlace = new Span(new Source('<no document>', ''), 0, 0)

/** Wraps a bare value in nodes that all stand at one place. */
export function fromPlain(value: Plain, at: Span): Node {
  if (Array.isArray(value)) return { kind: 'sequence', at, items: value.map((item) => fromPlain(item, at)) }
  if (typeof value !== 'object' || value === null) return { kind: 'scalar', at, value, type: typeOf(value), text: String(value ?? '') }
  const entries = new Map<string, Entry>()
  for (const [name, item] of Object.entries(value)) {
    const key: ScalarNode = { kind: 'scalar', at, value: name, type: 'string', text: name }
    entries.set(name, { name, key, value: fromPlain(item, at) })
  }
  return { kind: 'mapping', at, entries }
}

function typeOf(value: string | number | boolean | null): ScalarNode['type'] {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  return Number.isInteger(value) ? 'int' : 'float'
}
