import { childrenOf, type Entry, type Node } from '../syntax/node.js'
import { isCatalogueName, isCatalogueSecret, isSecretName, isSwallowed } from './secrets.js'

/** What the keys above a node say of the texts in it. */
export interface Placing {
  /** That they are credentials, by the name of any of them. */
  readonly secret: boolean
  /** That the catalogue wants a credential there, by the last of them. */
  readonly expected: boolean
  /** That the catalogue knows what they are, by the name of any of them. */
  readonly known: boolean
}

/** Of a document as a whole. */
export const unplaced: Placing = { secret: false, expected: false, known: false }

/** The most scalars that a part has. */
const largest = 100

/** Takes a document apart, in its order: parts of no more than some scalars, and the entries around them. No node may stand in it twice. */
export function divide(root: Node, part: (node: Node, placing: Placing) => void, around: (entry: Entry, swallowed: boolean) => void): void {
  const visit = (node: Node, placing: Placing): void => {
    if (sizeOf(node) <= largest) part(node, placing)
    else if (node.kind === 'sequence') for (const item of node.items) visit(item, placing)
    else if (node.kind === 'mapping') {
      let after = false
      for (const entry of node.entries.values()) {
        around(entry, isSwallowed(entry, after))
        after ||= isSecretName(entry.name)
        visit(entry.value, below(placing, entry.name))
      }
    }
  }
  visit(root, unplaced)
}

function below({ secret, known }: Placing, name: string): Placing {
  return { secret: secret || isSecretName(name), expected: isCatalogueSecret(name), known: known || isCatalogueName(name) }
}

const sizes = new WeakMap<Node, number>()

/** Number of scalars that are values; anything above the largest says no more than that. */
function sizeOf(node: Node): number {
  if (node.kind === 'scalar') return 1
  let size = sizes.get(node)
  if (size === undefined) {
    size = 0
    for (const child of childrenOf(node)) {
      size += sizeOf(child)
      if (size > largest) break
    }
    sizes.set(node, size)
  }
  return size
}
