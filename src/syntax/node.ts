import type { Span } from '../source/span.js'

/** A value of a YAML document with its place. The same object stands wherever an alias repeats it. */
export type Node = ScalarNode | SequenceNode | MappingNode

export type Scalar = string | number | boolean | null

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly at: Span
  /** What Ansible (PyYAML, YAML 1.1) reads. A date keeps its text. */
  readonly value: Scalar
  /**
   * The type that YAML 1.1 gives it: 1.0 is a float although JavaScript cannot tell it from 1. `vault` is an encrypted text that nobody could
   * read, or one made of it: `value` and `text` stand for it, as of `opaqueText`.
   */
  readonly type: 'string' | 'int' | 'float' | 'bool' | 'null' | 'date' | 'vault'
  /** The scalar as written, after unquoting and folding: `0123` for the int 83, `yes` for true. */
  readonly text: string
  /** Whether it was encrypted in the inventory, or is made of something that was: no report may show it, whatever it is for. */
  readonly encrypted?: true
  /** Whether it is marked as no template (`!unsafe`): what looks like an expression in it is plain text. */
  readonly unsafe?: true
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
  /** Entries of the document that another one of their name replaces: the last of a repeated key counts, an explicit one beats a merged one. */
  readonly replaced?: readonly Entry[]
}

export interface Entry {
  readonly name: string
  readonly key: ScalarNode
  readonly value: Node
}

/** The values in a list or map. */
export function childrenOf(node: SequenceNode | MappingNode): readonly Node[] {
  return node.kind === 'sequence' ? node.items : [...node.entries.values()].map(({ value }) => value)
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
