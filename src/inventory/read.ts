import type { Sink } from '../diagnostics/sink.js'
import { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import { parseDocument } from '../syntax/document.js'
import type { Node } from '../syntax/node.js'
import type { Decrypt } from '../syntax/vault.js'
import { codes } from './codes.js'
import { type InventoryDocument, readInventoryFile } from './document.js'
import { type InventoryInput, inventoryFiles, variableFiles } from './input.js'
import type { InventoryDocuments } from './load.js'

/** Reads the texts of one inventory: its own, and those of variables beside it. One that holds no inventory at all is a mistake. */
export function readInventory(input: InventoryInput, sink: Sink, decrypt?: Decrypt): InventoryDocuments {
  const errors = sink.count('error')
  const documents = inventoryFiles(input).flatMap((file) => readInventoryFile(file, sink, decrypt) ?? [])
  if (documents.length === 0 && sink.count('error') === errors) reportEmpty(input, sink)
  if (input instanceof Source) return { documents }
  const variables = variableFiles(input).map(({ path, source }) => {
    const start = new Span(source, 0, 0)
    return [path, { root: parseDocument(source, sink, decrypt), start }] as const
  })
  return { documents, beside: { directory: input.directory, documents: new Map(variables), directories: input.directories ?? [] } }
}

/** Every document that has a root, for what looks at whole documents. */
export function rootsOf({ documents, beside }: InventoryDocuments): Node[] {
  const variables = [...(beside?.documents.values() ?? [])].flatMap(({ root }) => root ?? [])
  return [...documents.map(rootOf), ...variables]
}

/** An INI document is a list of its sets of variables. */
function rootOf(document: InventoryDocument): Node {
  if (document.form !== 'ini') return document.root
  const sets = document.sections.flatMap((section) =>
    section.kind === 'vars' ? [section.variables] : section.kind === 'hosts' ? section.hosts.map(({ variables }) => variables) : [],
  )
  const items = sets.map((entries): Node => ({ kind: 'mapping', at: document.at, entries: new Map(entries.map((entry) => [entry.name, entry])) }))
  return { kind: 'sequence', at: document.at, items }
}

function reportEmpty(input: InventoryInput, sink: Sink): void {
  const [first] = inventoryFiles(input)
  const source = first?.source ?? new Source(input.name, '')
  const what =
    input instanceof Source || input.entry !== undefined
      ? `${source.name} is empty`
      : first === undefined
        ? `there is no inventory in the directory ${input.name}`
        : `no file of the directory ${input.name} says anything`
  const hint =
    input instanceof Source || input.entry !== undefined
      ? {}
      : { hint: 'in a directory Ansible passes over .ini, .cfg, .md, .txt and hidden files: name such a file itself' }
  sink.report(codes['inventory-empty'], new Span(source, 0, 0), what, hint)
}
