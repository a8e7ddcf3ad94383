import type { Span } from '../source/span.js'
import type { Entry, MappingNode, Node, ScalarNode } from './node.js'

/** The pairs of a mapping while it is read, in the order of the text. */
export class Pairs {
  private readonly own: Entry[] = []
  private merged: Map<string, Entry> | undefined
  private readonly replaced: Entry[] = []

  put(key: ScalarNode, value: Node): void {
    this.own.push({ name: key.type === 'string' ? String(key.value) : key.text, key, value })
  }

  /** Adds the entries that one `<<` brings; `wrong` is told of each thing that brings none. Of a list the earlier mapping wins, so it is added last; so does PyYAML. */
  merge(node: Node | undefined, wrong: (from: Node | undefined) => void): void {
    this.merged ??= new Map()
    const sources = node?.kind === 'sequence' ? [...node.items].reverse() : [node]
    for (const from of sources) {
      if (from?.kind === 'mapping') for (const entry of from.entries.values()) put(entry, this.merged, this.replaced)
      else wrong(from)
    }
  }

  /** Merged entries come first and keep their places; an explicit one replaces the value of the same name. `repeated` is told of each key that is there twice. */
  mapping(at: Span, repeated: (first: Entry, again: Entry) => void): MappingNode {
    const { own, merged, replaced } = this
    const entries = merged ?? new Map<string, Entry>()
    const explicit = merged === undefined ? entries : new Map<string, Entry>()
    for (const entry of own) {
      if (explicit.has(entry.name)) repeated(own.find(({ name }) => name === entry.name) ?? entry, entry)
      put(entry, entries, replaced)
      if (explicit !== entries) explicit.set(entry.name, entry)
    }
    return { kind: 'mapping', at, entries, ...(replaced.length === 0 ? {} : { replaced }) }
  }
}

function put(entry: Entry, into: Map<string, Entry>, replaced: Entry[]): void {
  const before = into.get(entry.name)
  if (before !== undefined) replaced.push(before)
  into.set(entry.name, entry)
}
