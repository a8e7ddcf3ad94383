import type { Sink } from '../diagnostics/sink.js'
import type { Span } from '../source/span.js'
import type { Entry, Node } from '../syntax/node.js'
import { codes } from './codes.js'
import { comparePaths, extensionOf, extensions, isVariablesPart, type VariableFolder } from './input.js'
import type { VariablesBeside } from './inventory.js'
import { nearest } from './nearest.js'
import { assign, type Registry } from './registry.js'
import { mapOf } from './shape.js'

/** The documents of group_vars and host_vars of one directory, by path; undefined where one holds nothing. */
export interface VariableDocuments {
  readonly directory: string
  readonly documents: ReadonlyMap<string, { readonly root: Node | undefined; readonly start: Span }>
  readonly directories: readonly string[]
}

/** The variables of group_vars and host_vars of one directory. Reports files of groups and hosts that do not exist: nothing reads them. `at` stands for the inventory. */
export function readBeside(beside: VariableDocuments, registry: Registry, at: Span, sink: Sink): VariablesBeside {
  const shelf = new Shelf(beside, sink)
  // Ansible's own group is there only where something speaks of it.
  if (shelf.pathsFor('group_vars', 'ungrouped').length > 0) registry.group('ungrouped', at)
  const groups = shelf.variablesOf('group_vars', registry.groups)
  const hosts = shelf.variablesOf('host_vars', registry.hosts)
  shelf.reportUnread('group_vars', 'group', registry.groups)
  shelf.reportUnread('host_vars', 'host', registry.hosts)
  return { groups, hosts }
}

class Shelf {
  /** Directory -> paths of the files below it, in the order in which they are read. */
  private readonly below = new Map<string, string[]>()
  private readonly read = new Set<string>()

  constructor(
    private readonly beside: VariableDocuments,
    private readonly sink: Sink,
  ) {
    for (const path of [...beside.documents.keys()].sort(comparePaths)) {
      const folder = path.split('/').slice(0, 2).join('/')
      if (folder !== path) this.below.set(folder, [...(this.below.get(folder) ?? []), path])
    }
  }

  variablesOf(folder: VariableFolder, owners: ReadonlyMap<string, unknown>): Map<string, Map<string, Entry[]>> {
    const found = new Map<string, Map<string, Entry[]>>()
    for (const name of owners.keys()) {
      const paths = this.pathsFor(folder, name)
      if (paths.length === 0) continue
      const variables = new Map<string, Entry[]>()
      for (const path of paths) assign(variables, this.entries(path, folder))
      found.set(name, variables)
    }
    return found
  }

  /** The files of one group or host, weakest first: what has its name, else its name with the first extension that there is; of a directory all files. */
  pathsFor(folder: VariableFolder, name: string): readonly string[] {
    for (const extension of extensions) {
      const path = `${folder}/${name}${extension}`
      if (this.beside.documents.has(path)) return [path]
      const files = this.below.get(path)
      if (files !== undefined || this.beside.directories.includes(path)) return (files ?? []).filter((file) => isPart(path, file))
    }
    return []
  }

  reportUnread(folder: VariableFolder, kind: string, owners: ReadonlyMap<string, unknown>): void {
    const seen = new Set<string>()
    for (const [path, { start }] of this.beside.documents) {
      const [top = '', name = ''] = path.split('/')
      if (top !== folder || this.read.has(path) || seen.has(name)) continue
      seen.add(name)
      const owner = extensions.includes(extensionOf(name)) ? name.slice(0, name.length - extensionOf(name).length) : name
      if ([...this.read].some((other) => other.startsWith(`${folder}/${name}/`))) continue
      const guess = nearest(owner, [...owners.keys()])
      const message = owners.has(owner)
        ? `nothing reads ${path}: of the files and directories for ${kind} ${owner}, Ansible takes the one without an extension, else .yml, .yaml or .json`
        : `nothing reads ${path}: there is no ${kind} ${owner}${guess === undefined ? '' : `; did you mean ${guess}?`}`
      this.sink.report(codes['inventory-key-ignored'], start, message, { hint: 'remove it, or give it the name of a group or host of the inventory' })
    }
  }

  private entries(path: string, folder: VariableFolder): Iterable<Entry> {
    this.read.add(path)
    const root = this.beside.documents.get(path)?.root
    const map = root === undefined ? undefined : mapOf(root, 'a file of variables', 'a map', this.sink)
    const priority = folder === 'group_vars' ? map?.entries.get('ansible_group_priority') : undefined
    if (priority !== undefined)
      this.sink.report(codes['inventory-key-ignored'], priority.key.at, 'ansible_group_priority means nothing in group_vars', {
        hint: 'set it in the inventory itself, among the `vars` of the group',
      })
    return map?.entries.values() ?? []
  }
}

/** Whether a file below the directory of a group or host is read. */
function isPart(directory: string, path: string): boolean {
  const parts = path.slice(directory.length + 1).split('/')
  return parts.every((part, index) => isVariablesPart(part, index < parts.length - 1))
}
