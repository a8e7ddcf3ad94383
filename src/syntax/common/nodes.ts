import type { Source } from '../../source/source.js'
import { Span } from '../../source/span.js'
import type { Node } from '../node.js'
import { Pairs } from '../pairs.js'
import { resolvePlain } from '../scalar.js'
import { leave } from './cursor.js'
import type { Form, Maker } from './maker.js'

/** Makes the nodes of a document, each with its place; leaves all that somebody must be told of. */
export class NodeMaker implements Maker<Node, Pairs> {
  constructor(private readonly source: Source) {}

  scalar(text: string, form: Form, start: number, end: number): Node {
    const at = new Span(this.source, start, end)
    const resolved = form === 'plain' ? resolvePlain(text) : undefined
    if (resolved !== undefined) return { kind: 'scalar', at, value: resolved.value, type: resolved.type, text }
    return form === 'plain' ? leave() : { kind: 'scalar', at, value: text, type: 'string', text }
  }

  sequence(items: Node[], start: number, end: number): Node {
    return { kind: 'sequence', at: new Span(this.source, start, end), items }
  }

  pairs(): Pairs {
    return new Pairs()
  }

  put(pairs: Pairs, key: Node, value: Node): void {
    if (key.kind !== 'scalar') leave()
    pairs.put(key, value)
  }

  merge(pairs: Pairs, value: Node): void {
    pairs.merge(value, leave)
  }

  mapping(pairs: Pairs, start: number, end: number): Node {
    return pairs.mapping(new Span(this.source, start, end), leave)
  }
}
