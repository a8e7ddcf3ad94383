import type { Span } from '../../source/span.js'
import type { Entry, Node, ScalarNode } from '../../syntax/node.js'
import { floatText } from './repr.js'
import { Kept, type Value } from './value.js'

/** A value as a node at one place; `isSecret` says of the text of a scalar whether it holds a credential. */
export function toNode(value: Value, at: Span, isSecret: (text: string) => boolean): Node {
  if (Array.isArray(value)) return { kind: 'sequence', at, items: value.map((item) => toNode(item, at, isSecret)) }
  if (value instanceof Map) {
    const entries = [...value].map(([key, item]): [string, Entry] => {
      const name = String(key)
      return [name, { name, key: scalar(key, at), value: toNode(item, at, isSecret) }]
    })
    return { kind: 'mapping', at, entries: new Map(entries) }
  }
  const node = scalar(value, at)
  return node.type === 'null' || node.type === 'bool' || !isSecret(node.text) ? node : { ...node, encrypted: true }
}

function scalar(value: Exclude<Value, Value[] | Map<unknown, unknown>>, at: Span): ScalarNode {
  if (typeof value === 'bigint') {
    const number = Number(value)
    return { kind: 'scalar', at, value: Number.isSafeInteger(number) ? number : String(value), type: 'int', text: String(value) }
  }
  if (typeof value === 'number') return { kind: 'scalar', at, value, type: 'float', text: floatText(value) }
  if (value === null) return { kind: 'scalar', at, value, type: 'null', text: '' }
  if (typeof value === 'boolean') return { kind: 'scalar', at, value, type: 'bool', text: String(value) }
  const text = value instanceof Kept ? value.text : typeof value === 'string' ? value : ''
  return { kind: 'scalar', at, value: text, type: 'string', text }
}
