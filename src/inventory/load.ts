import type { Sink } from '../diagnostics/sink.js'
import type { Entry, Node } from '../syntax/node.js'
import { readBeside, type VariableDocuments } from './adjacent.js'
import { codes } from './codes.js'
import type { InventoryDocument } from './document.js'
import { readGroups } from './grouped.js'
import type { Inventory } from './inventory.js'
import { readListed } from './listed.js'
import { assign, Registry } from './registry.js'
import { readSections } from './sectioned.js'

/** One inventory with its texts read. */
export interface InventoryDocuments {
  readonly documents: readonly InventoryDocument[]
  /** Absent where it is a text alone. */
  readonly beside?: VariableDocuments
}

/** Reads the groups, hosts and variables of inventories, in Ansible's order. Undefined where there is nothing to read, which has been reported. */
export function loadInventory(inventories: readonly InventoryDocuments[], extra: readonly Node[], sink: Sink): Inventory | undefined {
  const registry = new Registry(sink)
  const documents = inventories.flatMap((inventory) => inventory.documents)
  for (const document of documents) readDocument(document, registry, sink)
  const [first] = documents
  if (first === undefined || registry.groups.size === 0) return undefined
  const at = [...registry.groups.values()][0]?.at ?? first.at
  registry.group('all', at)
  const beside = besideEach(inventories).map((each) => readBeside(each, registry, at, sink))
  const all = registry.finish(at)
  if (registry.hosts.size === 0) sink.report(codes['inventory-empty'], all.at, 'the inventory names no host')
  const variables = new Map<string, Entry[]>()
  for (const root of extra) if (root.kind === 'mapping') assign(variables, root.entries.values())
  return { all, groups: registry.groups, hosts: registry.hosts, beside, extra: variables }
}

function readDocument(document: InventoryDocument, registry: Registry, sink: Sink): void {
  if (document.form === 'ini') readSections(document.sections, registry, sink)
  else if (document.form === 'listed') readListed(document.root, registry, sink)
  else readGroups(document.root, registry, sink)
}

/** What stands beside the inventories, each directory once, where it is strongest: beside the last inventory in it. */
function besideEach(inventories: readonly InventoryDocuments[]): VariableDocuments[] {
  const directories = new Map<string, VariableDocuments>()
  for (const { beside } of inventories)
    if (beside !== undefined) {
      directories.delete(beside.directory)
      directories.set(beside.directory, beside)
    }
  return [...directories.values()]
}
