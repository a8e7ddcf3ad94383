import { type ReusedName, reusedNames } from '../catalog/legacy.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Entry, Node } from '../syntax/node.js'
import { codes } from './codes.js'

/** What is to be looked at for `reportReusedNames`. */
export const namesOfOld: ReadonlySet<string> = new Set(Object.entries(reusedNames).flatMap(([name, { companions }]) => [name, ...companions]))

/**
 * Reports names that meant something else in an old version, in an inventory that shows by another name, or by the form of the value, that it is that old.
 * `entries` are at least all those of these names.
 */
export function reportReusedNames(entries: readonly Entry[], sink: Sink): void {
  const suspect = entries.filter(({ name }) => namesOfOld.has(name))
  for (const [name, reused] of Object.entries(reusedNames)) {
    const companion = suspect.find((other) => reused.companions.includes(other.name))
    for (const entry of suspect) {
      const sign = entry.name === name ? (companion?.key ?? attributeOf(entry, reused)) : undefined
      if (sign === undefined) continue
      sink.report(codes['parameter-reused'], entry.key.at, `${name} meant something else up to ${reused.until}. ${reused.message}`, {
        related: [{ at: sign.at, message: `\`${sign.text}\` is of such a version` }],
      })
    }
  }
}

/** The attribute that items had only in the old form. */
function attributeOf({ value }: Entry, { attribute }: ReusedName): Entry['key'] | undefined {
  if (attribute === undefined || value.kind !== 'sequence') return undefined
  const keyIn = (item: Node): Entry['key'] | undefined => (item.kind === 'mapping' ? item.entries.get(attribute)?.key : undefined)
  return value.items.map(keyIn).find((key) => key !== undefined)
}
