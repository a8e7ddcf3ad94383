import type { Node, ScalarNode } from '../../syntax/node.js'
import { type Place, unknown } from './trouble.js'
import type { Key, Value } from './value.js'

/** The value that a node stands for; `read` gives that of a scalar. `place` is blamed for what Python would see otherwise. */
export function readNode(node: Node, place: Place, read: (node: ScalarNode) => Value = (scalar) => scalarValue(scalar, place)): Value {
  let parts = 0
  const visit = (each: Node): Value => {
    // Aliases of aliases stand for more than any text can hold.
    if (++parts > most) throw unknown(place, `a value of more than ${most} parts is not evaluated`)
    if (each.kind === 'scalar') return read(each)
    if (each.kind === 'sequence') return each.items.map(visit)
    return new Map([...each.entries.values()].map(({ key, value }): [Key, Value] => [keyOf(key, place), visit(value)]))
  }
  return visit(node)
}

/** The most values in one. */
const most = 100_000

export function scalarValue(node: ScalarNode, place: Place): Value {
  if (node.type === 'date') throw unknown(place, 'the variable holds a date without quotes, which is no text for Ansible: put it in quotes')
  return node.type === 'int' ? BigInt(node.value ?? 0) : node.value
}

function keyOf(key: ScalarNode, place: Place): Key {
  if (key.type === 'string') return key.text
  if (key.type === 'int') return BigInt(key.value ?? 0)
  throw unknown(place, 'a map with a key that is neither a text nor an integer is not evaluated')
}
