import type { Diagnostic } from '../../src/diagnostics/diagnostic.js'
import { Sink } from '../../src/diagnostics/sink.js'
import { Source } from '../../src/source/source.js'
import { type Node, type Plain, toPlain } from '../../src/syntax/node.js'
import { parseYaml } from '../../src/syntax/yaml.js'

export interface Reading {
  readonly node: Node | undefined
  readonly plain: Plain | undefined
  readonly found: readonly Diagnostic[]
  /** `line:column code` of every finding. */
  readonly places: readonly string[]
}

/** Parses a text and gathers what a test asks about it. */
export function read(text: string): Reading {
  const sink = new Sink()
  const node = parseYaml(new Source('inventory.yml', text), sink)
  const found = sink.list()
  return {
    node,
    plain: node === undefined ? undefined : toPlain(node),
    found,
    places: found.map(({ at, code }) => `${at.from.line}:${at.from.column} ${code}`),
  }
}

/** Every scalar of a tree, keys too, in the order of the tree. */
export function* scalars(node: Node): Generator<Extract<Node, { kind: 'scalar' }>> {
  if (node.kind === 'scalar') yield node
  else if (node.kind === 'sequence') for (const item of node.items) yield* scalars(item)
  else
    for (const { key, value } of node.entries.values()) {
      yield key
      yield* scalars(value)
    }
}
