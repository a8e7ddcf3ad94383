import type { Sink } from '../diagnostics/sink.js'
import type { MappingNode, Node } from '../syntax/node.js'
import { codes } from './codes.js'

/** The map that a part of an inventory must be. null is an empty one; anything else that is no map is an error, `what` must be `wanted`. */
export function mapOf(node: Node, what: string, wanted: string, sink: Sink): MappingNode | undefined {
  if (node.kind === 'mapping') return node
  if (node.kind === 'scalar' && node.type === 'null') return undefined
  sink.report(codes['inventory-shape'], node.at, `${what} must be ${wanted}, not ${node.kind === 'sequence' ? 'a list' : 'a single value'}`)
  return undefined
}
