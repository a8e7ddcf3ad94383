import type { Sink } from '../diagnostics/sink.js'
import type { Source } from '../source/source.js'
import { syntaxCodes } from './codes.js'
import type { Node, ScalarNode } from './node.js'

/** Whether a text has half of a surrogate pair, which no encoding of Unicode can write. */
export function hasHalfPair(text: string): boolean {
  return /[\uD800-\uDFFF]/u.test(text)
}

/** Reports each scalar that an escape such as `\ud800` gives half of a surrogate pair: no file could hold it. Never shows the text, which may be a secret. */
export function reportHalfPairs(root: Node, source: Source, sink: Sink): void {
  // Only an escape, or a caller without a file, brings such a text.
  if (/\\[uU]0*[dD][89a-fA-F]/.test(source.text) || hasHalfPair(source.text)) visit(root, sink, new Set())
}

/** A node that aliases repeat is looked at once. */
function visit(node: Node, sink: Sink, seen: Set<Node>): void {
  if (seen.has(node)) return
  seen.add(node)
  if (node.kind === 'scalar') check(node, sink)
  else if (node.kind === 'sequence') for (const item of node.items) visit(item, sink, seen)
  else
    for (const { key, value } of node.entries.values()) {
      visit(key, sink, seen)
      visit(value, sink, seen)
    }
}

function check({ text, at }: ScalarNode, sink: Sink): void {
  if (hasHalfPair(text))
    sink.report(syntaxCodes['yaml-character'], at, 'this text has half of a surrogate pair, which no file can hold: write both halves, or the character itself')
}
