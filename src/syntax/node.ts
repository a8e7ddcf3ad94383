import type { Span } from '../source/span.js'

/** A value of a YAML document with its place. The same object stands wherever an alias repeats it. */
export type Node = ScalarNode | SequenceNode | MappingNode

export type Scalar = string | number | boolean | null

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly at: Span
  /** What Ansible (PyYAML, YAML 1.1) reads. A date keeps its text. */
  readonly value: Scalar
  /** The type that YAML 1.1 gives it: 1.0 is a float although JavaScript cannot tell it from 1. */
  readonly type: 'string' | 'int' | 'float' | 'bool' | 'null' | 'date' | 'vault'
  /** The scalar as written, after unquoting and folding: `0123` for the int 83, `yes` for true. */
  readonly text: string
}

export interface SequenceNode {
  readonly kind: 'sequence'
  readonly at: Span
  readonly items: readonly Node[]
}

export interface MappingNode {
  readonly kind: 'mapping'
  readonly at: Span
  /** In the order of the document; a repeated key is there once, with its last value. Merge keys are already merged. */
  readonly entries: ReadonlyMap<string, Entry>
}

export interface Entry {
  readonly name: string
  readonly key: ScalarNode
  readonly value: Node
}

export type Plain = Scalar | Plain[] | { [key: string]: Plain }

const plains = new WeakMap<Node, Plain>()

/** The bare value of a node, for callers that need no positions. The result is shared: do not change it. */
export function toPlain(node: Node): Plain {
  if (node.kind === 'scalar') return node.value
  let plain = plains.get(node)
  if (plain === undefined) {
    plain = node.kind === 'sequence' ? node.items.map(toPlain) : Object.fromEntries([...node.entries.values()].map((e) => [e.name, toPlain(e.value)]))
    plains.set(node, plain)
  }
  return plain
}
