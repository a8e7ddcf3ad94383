import type { Sink } from '../diagnostics/sink.js'
import type { Entry, MappingNode, Node } from '../syntax/node.js'
import { codes } from './codes.js'
import { assign, type MutableGroup, type Registry } from './registry.js'
import { mapOf } from './shape.js'

/** Reads an inventory of groups as maps, in the order in which Ansible's YAML plugin meets them: a section of a group is read where it stands. */
export function readGroups(root: Node, registry: Registry, sink: Sink): void {
  new Reader(registry, sink).document(root)
}

class Reader {
  constructor(
    private readonly registry: Registry,
    private readonly sink: Sink,
  ) {}

  document(root: Node): void {
    const map = this.map(root, 'an inventory', 'a map of groups, as in `all: { children: ... }`')
    if (map === undefined) return
    if (map.entries.size === 0) this.sink.report(codes['inventory-empty'], map.at, 'the inventory names no group: it needs at least `all`')
    for (const entry of map.entries.values()) this.group(entry)
  }

  private group(entry: Entry): MutableGroup {
    const group = this.registry.group(entry.name, entry.key.at)
    const body = this.map(entry.value, `group \`${entry.name}\``, 'a map with `hosts`, `children` or `vars`')
    for (const section of body?.entries.values() ?? []) {
      const what = `\`${section.name}\` of group \`${entry.name}\``
      if (section.name === 'vars') assign(group.variables, this.variables(section.value, what))
      else if (section.name === 'children') this.children(group, section.value, what)
      else if (section.name === 'hosts') this.members(group, section.value, what)
      else
        this.sink.report(codes['inventory-key-ignored'], section.key.at, `group \`${entry.name}\` has the key \`${section.name}\`, which means nothing there`)
    }
    return group
  }

  private children(group: MutableGroup, node: Node, what: string): void {
    const single = soleName(node)
    if (single !== undefined) this.registry.adopt(group, this.registry.group(single, node.at), node.at)
    else for (const entry of this.map(node, what, 'a map of groups')?.entries.values() ?? []) this.registry.adopt(group, this.group(entry), entry.key.at)
  }

  private members(group: MutableGroup, node: Node, what: string): void {
    const single = soleName(node)
    if (single !== undefined) this.registry.members(group, single, node.at, [])
    else
      for (const { name, key, value } of this.map(node, what, 'a map of hosts')?.entries.values() ?? [])
        this.registry.members(group, name, key.at, this.variables(value, `host \`${name}\``))
  }

  private variables(node: Node, what: string): Iterable<Entry> {
    return this.map(node, what, 'a map of variables')?.entries.values() ?? []
  }

  private map(node: Node, what: string, wanted: string): MappingNode | undefined {
    return mapOf(node, what, wanted, this.sink)
  }
}

/** Ansible takes a bare word for a map with that one key. */
function soleName(node: Node): string | undefined {
  return node.kind === 'scalar' && node.type === 'string' ? node.text : undefined
}
