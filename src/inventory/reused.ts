import { type ReusedName, reusedNames } from '../catalog/legacy.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Entry, Node } from '../syntax/node.js'
import { codes } from './codes.js'
import { allVariables, type Inventory, type Variables } from './inventory.js'

/** Reports names that meant something else in an old version, in an inventory that shows by another name, or by the form of the value, that it is that old. */
export function reportReusedNames(inventory: Inventory, sink: Sink): void {
  const blocks = [...allVariables(inventory)]
  for (const [name, reused] of Object.entries(reusedNames)) {
    const [companion] = entriesOf(blocks, reused.companions)
    for (const entry of entriesOf(blocks, [name])) {
      const sign = companion?.key ?? attributeOf(entry, reused)
      if (sign === undefined) continue
      sink.report(codes['parameter-reused'], entry.key.at, `${name} meant something else up to ${reused.until}. ${reused.message}`, {
        related: [{ at: sign.at, message: `\`${sign.text}\` is of such a version` }],
      })
    }
  }
}

function* entriesOf(blocks: readonly Variables[], names: readonly string[]): Generator<Entry> {
  for (const variables of blocks)
    for (const name of names) {
      const entries = variables.get(name)
      if (entries !== undefined) yield* entries
    }
}

/** The attribute that items had only in the old form. */
function attributeOf({ value }: Entry, { attribute }: ReusedName): Entry['key'] | undefined {
  if (attribute === undefined || value.kind !== 'sequence') return undefined
  const keyIn = (item: Node): Entry['key'] | undefined => (item.kind === 'mapping' ? item.entries.get(attribute)?.key : undefined)
  return value.items.map(keyIn).find((key) => key !== undefined)
}
