import { isParameter } from '../catalog/catalog.js'
import { factShapes } from '../catalog/facts.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Span } from '../source/span.js'
import { syntaxCodes } from '../syntax/codes.js'
import type { Node } from '../syntax/node.js'
import { codes } from './codes.js'
import { allVariables, type Inventory } from './inventory.js'
import type { InventoryDocuments } from './load.js'
import { wasRead } from './reads.js'

/** Everything that was read, as documents; of a document that nobody could decrypt the root is one opaque scalar. */
export interface Documents {
  readonly inventories: readonly InventoryDocuments[]
  readonly extra: readonly Node[]
  readonly facts: readonly Node[]
}

/**
 * Says which encrypted values could not be read: in one note where they may stay opaque (`allowed`), else as an error at each that a file can
 * depend on, so after the model has asked for what it needs. An inventory that is encrypted as a whole is an error always: nobody knows its hosts.
 */
export function reportOpaque({ inventories, extra, facts }: Documents, inventory: Inventory | undefined, allowed: boolean, sink: Sink): void {
  for (const document of inventories.flatMap(({ documents }) => documents))
    if (document.form !== 'ini' && isOpaqueNode(document.root))
      sink.report(codes['value-vault'], document.at, `${document.at.source.name} is encrypted as a whole, and without its password nobody knows a host of it`)
  const found = new Map<Span, Opaque>()
  for (const root of [...inventories.flatMap(variableRoots), ...extra, ...facts])
    if (isOpaqueNode(root)) found.set(root.at, { name: `all of ${root.at.source.name}`, at: root.at, read: true })
  const collect = collector(found)
  for (const variables of inventory === undefined ? [] : allVariables(inventory))
    for (const [name, entries] of variables) for (const { value } of entries) collect(name, value, isParameter(name) || Object.hasOwn(factShapes, name))
  for (const sheet of facts) if (sheet.kind === 'mapping') for (const { name, value } of sheet.entries.values()) collect(name, value, true)
  if (found.size === 0) return
  // Of what is damaged everything has been said.
  const damaged = new Set(sink.list().flatMap(({ code, at }) => (code === syntaxCodes['vault-unreadable'].code ? [at] : [])))
  const opaque = [...found.values()].filter(({ at }) => !damaged.has(at))
  if (allowed) reportAll(opaque, sink)
  else
    for (const { name, at, read } of opaque) if (read) sink.report(codes['value-vault'], at, `${name} is encrypted by ansible-vault, and no password was given`)
}

/** An encrypted value that nobody could read. */
interface Opaque {
  /** As in `pg_users[2].password`. */
  readonly name: string
  readonly at: Span
  /** Whether a file can depend on it. */
  readonly read: boolean
}

/** Adds the opaque values in a node to those found. */
function collector(found: Map<Span, Opaque>): (name: string, node: Node, read: boolean) => void {
  // An anchor's node stands in many places; that it is read in one of them counts.
  const seen = { read: new Set<Node>(), idle: new Set<Node>() }
  const collect = (name: string, node: Node, read: boolean): void => {
    const before = read ? seen.read : seen.idle
    if (before.has(node)) return
    before.add(node)
    if (node.kind === 'sequence') for (const [index, item] of node.items.entries()) collect(`${name}[${index}]`, item, read)
    else if (node.kind === 'mapping') for (const entry of node.entries.values()) collect(`${name}.${entry.name}`, entry.value, read)
    else if (isOpaqueNode(node) && !found.get(node.at)?.read) found.set(node.at, { name, at: node.at, read: read || wasRead(node.at) })
  }
  return collect
}

function reportAll([first, ...others]: readonly Opaque[], sink: Sink): void {
  if (first === undefined) return
  const message =
    others.length === 0
      ? `${first.name} is encrypted, and without a password nothing is said about what is in it`
      : `${first.name} and ${others.length} more ${others.length === 1 ? 'value' : 'values'} are encrypted, and without a password nothing is said about what is in them`
  sink.report(codes['value-opaque'], first.at, message, { related: others.map(({ name, at }) => ({ at, message: name, bare: true as const })) })
}

function variableRoots({ beside }: InventoryDocuments): Node[] {
  return [...(beside?.documents.values() ?? [])].flatMap(({ root }) => root ?? [])
}

function isOpaqueNode(node: Node): boolean {
  return node.kind === 'scalar' && node.type === 'vault'
}
