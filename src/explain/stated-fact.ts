import type { FactName } from '../catalog/facts.js'
import type { Node } from '../syntax/node.js'

/** Where a facts file states a fact under one of these names, the first of which counts; of several files the last. Undefined for Ansible's own facts, which only imply it. */
export function statedFact(sheets: readonly Node[], names: readonly string[], fact: FactName): Node | undefined {
  for (const name of names)
    for (const sheet of [...sheets].reverse()) {
      const facts = sheet.kind === 'mapping' ? sheet.entries.get(name)?.value : undefined
      const found = facts?.kind === 'mapping' ? facts.entries.get(fact)?.value : undefined
      if (found !== undefined) return found
    }
  return undefined
}
