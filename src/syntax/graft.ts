import { Span } from '../source/span.js'
import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from './node.js'

/**
 * The document of a text that took the place of an earlier one, with nodes and entries of the earlier document wherever they say the same: these then
 * stand at their new places. `formerText` is what the earlier document was read from. Whoever kept something that was made of one finds it again by the node.
 */
export function graft(before: Node, after: Node, formerText: string): Node {
  const grafting = new Grafting(formerText)
  return grafting.finished(grafting.node(before, after))
}

class Grafting {
  /** What stands in the place of a node of the new document: anchors let one stand in many. */
  private readonly done = new Map<Node, Node>()
  /** Nodes of the earlier document that stand in the new one already. */
  private readonly used = new Set<Node>()
  private readonly whole = new Map<Node, Node>()

  constructor(private readonly formerText: string) {}

  node(before: Node, after: Node): Node {
    const known = this.done.get(after)
    if (known !== undefined) return known
    const made = this.used.has(before) ? after : this.make(before, after)
    this.done.set(after, made)
    return made
  }

  /** The same with one node wherever an alias repeats it, also in what is all new. */
  finished(node: Node): Node {
    const own = this.done.get(node) ?? node
    if (own.kind === 'scalar' || this.used.has(own)) return own
    const known = this.whole.get(own)
    if (known !== undefined) return known
    const made = own.kind === 'sequence' ? this.finishedSequence(own) : this.finishedMapping(own)
    this.whole.set(own, made)
    return made
  }

  private finishedSequence(node: SequenceNode): Node {
    const items = node.items.map((item) => this.finished(item))
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items }
  }

  private finishedMapping(node: MappingNode): Node {
    const finished = (entry: Entry): Entry => {
      const [key, value] = [this.done.get(entry.key), this.finished(entry.value)]
      return value === entry.value && (key === undefined || key === entry.key) ? entry : { ...entry, key: key?.kind === 'scalar' ? key : entry.key, value }
    }
    const entries = new Map([...node.entries].map(([name, entry]): [string, Entry] => [name, finished(entry)]))
    const replaced = node.replaced?.map(finished)
    const same =
      [...entries].every(([name, entry]) => entry === node.entries.get(name)) && replaced?.every((entry, index) => entry === node.replaced?.[index]) !== false
    return same ? node : { ...node, entries, ...(replaced === undefined ? {} : { replaced }) }
  }

  private make(before: Node, after: Node): Node {
    if (before.kind === 'scalar') return after.kind === 'scalar' && this.sameScalar(before, after) ? this.keep(before, after) : after
    if (before.kind === 'sequence') return after.kind === 'sequence' ? this.sequence(before, after) : after
    return after.kind === 'mapping' ? this.mapping(before, after) : after
  }

  private sequence(before: SequenceNode, after: SequenceNode): Node {
    const items = [...after.items]
    let start = 0
    for (; start < items.length; start++) {
      const [old, item] = [before.items[start], items[start]]
      if (old === undefined || item === undefined) break
      const made = this.node(old, item)
      items[start] = made
      if (made !== old && before.items.length !== items.length) break
    }
    // Where one came or went, the others follow from the end.
    for (let back = 1; back <= items.length - start; back++) {
      const [old, item] = [before.items.at(-back), items.at(-back)]
      if (old === undefined || item === undefined || this.used.has(old)) break
      items[items.length - back] = this.node(old, item)
    }
    const same = items.length === before.items.length && items.every((item, index) => item === before.items[index])
    return same ? this.keep(before, after) : { ...after, items }
  }

  private mapping(before: MappingNode, after: MappingNode): Node {
    const entries = new Map<string, Entry>()
    for (const [name, entry] of after.entries) {
      const old = before.entries.get(name)
      entries.set(name, old === undefined ? entry : this.entry(old, entry))
    }
    const [names, formerNames] = [[...entries.keys()], [...before.entries.keys()]]
    const same =
      before.replaced === undefined &&
      after.replaced === undefined &&
      names.length === formerNames.length &&
      names.every((name, index) => name === formerNames[index] && entries.get(name) === before.entries.get(name))
    return same ? this.keep(before, after) : { ...after, entries }
  }

  /** A key keeps its node only with its value: what is new is new as a whole, and its places are of one text. */
  private entry(before: Entry, after: Entry): Entry {
    const value = this.node(before.value, after.value)
    return value === before.value && this.node(before.key, after.key) === before.key ? before : { ...after, value }
  }

  private keep(before: Node, after: Node): Node {
    this.used.add(before)
    Span.move(before.at, after.at)
    return before
  }

  /** Spelled alike, too: places inside a text depend on its spelling. */
  private sameScalar(a: ScalarNode, b: ScalarNode): boolean {
    return (
      Object.is(a.value, b.value) &&
      a.type === b.type &&
      a.text === b.text &&
      a.encrypted === b.encrypted &&
      a.unsafe === b.unsafe &&
      a.at.source === b.at.source &&
      this.formerText.slice(a.at.start, a.at.end) === b.at.source.text.slice(b.at.start, b.at.end)
    )
  }
}
