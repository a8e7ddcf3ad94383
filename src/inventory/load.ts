import type { Sink } from '../diagnostics/sink.js'
import type { Span } from '../source/span.js'
import type { Entry, MappingNode, Node } from '../syntax/node.js'
import { codes } from './codes.js'
import type { Group, Inventory, InventoryHost } from './inventory.js'
import { ancestry } from './precedence.js'
import { expandHosts } from './range.js'

interface MutableGroup extends Group {
  readonly variables: Map<string, Entry[]>
  readonly children: Set<MutableGroup>
  readonly hosts: Set<MutableHost>
  readonly parents: Set<MutableGroup>
  depth: number
  priority: number
}

interface MutableHost extends InventoryHost {
  readonly variables: Map<string, Entry[]>
  readonly groups: Set<MutableGroup>
}

/**
 * Reads the groups and hosts of inventory documents, in the order in which Ansible's YAML plugin meets them: a section of a group
 * is parsed where it stands, a later variable of one name wins, a group without a parent is a child of `all`.
 */
export function loadInventory(roots: readonly Node[], sink: Sink): Inventory | undefined {
  const loader = new Loader(sink)
  for (const root of roots) loader.document(root)
  return loader.finish()
}

class Loader {
  private readonly groups = new Map<string, MutableGroup>()
  private readonly hosts = new Map<string, MutableHost>()

  constructor(private readonly sink: Sink) {}

  document(root: Node): void {
    const map = this.map(root, 'an inventory', 'a map of groups, as in `all: { children: ... }`')
    if (map === undefined) return
    if (map.entries.size === 0) this.sink.report(codes['inventory-empty'], map.at, 'the inventory names no group: it needs at least `all`')
    for (const entry of map.entries.values()) this.group(entry)
  }

  finish(): Inventory | undefined {
    const first = [...this.groups.values()][0]
    if (first === undefined) return undefined
    const all = this.groupOf('all', first.at)
    for (const group of this.groups.values()) if (group !== all && group.parents.size === 0) this.adopt(all, group, group.at)
    this.gatherUngrouped(all)
    measure(all)
    for (const group of this.groups.values()) this.prioritise(group)
    if (this.hosts.size === 0) this.sink.report(codes['inventory-empty'], all.at, 'the inventory names no host')
    return { all, groups: this.groups, hosts: this.hosts }
  }

  /** Ansible's own group: exactly the hosts that are in no other group than `all`. It matters where the inventory gives it variables. */
  private gatherUngrouped(all: MutableGroup): void {
    const ungrouped = this.groups.get('ungrouped')
    if (ungrouped === undefined) return
    for (const host of this.hosts.values()) {
      if ([...host.groups].some((group) => group !== all && group !== ungrouped)) {
        host.groups.delete(ungrouped)
        ungrouped.hosts.delete(host)
      } else {
        host.groups.add(ungrouped)
        ungrouped.hosts.add(host)
      }
    }
  }

  private group(entry: Entry): MutableGroup {
    const group = this.groupOf(entry.name, entry.key.at)
    const body = this.map(entry.value, `group \`${entry.name}\``, 'a map with `hosts`, `children` or `vars`')
    for (const section of body?.entries.values() ?? []) {
      const what = `\`${section.name}\` of group \`${entry.name}\``
      if (section.name === 'vars') this.assign(group.variables, section.value, what)
      else if (section.name === 'children') this.children(group, section.value, what)
      else if (section.name === 'hosts') this.members(group, section.value, what)
      else
        this.sink.report(codes['inventory-key-ignored'], section.key.at, `group \`${entry.name}\` has the key \`${section.name}\`, which means nothing there`)
    }
    return group
  }

  private children(group: MutableGroup, node: Node, what: string): void {
    const single = soleName(node)
    if (single !== undefined) this.adopt(group, this.groupOf(single, node.at), node.at)
    else for (const entry of this.map(node, what, 'a map of groups')?.entries.values() ?? []) this.adopt(group, this.group(entry), entry.key.at)
  }

  private members(group: MutableGroup, node: Node, what: string): void {
    const single = soleName(node)
    if (single !== undefined) this.member(group, single, node.at)
    else for (const entry of this.map(node, what, 'a map of hosts')?.entries.values() ?? []) this.member(group, entry.name, entry.key.at, entry.value)
  }

  private member(group: MutableGroup, pattern: string, at: Span, variables?: Node): void {
    const expanded = expandHosts(pattern)
    if (typeof expanded === 'string') {
      this.sink.report(codes['host-range'], at, `host \`${pattern}\`: ${expanded}`)
      return
    }
    for (const name of expanded.names) {
      const host = this.hosts.get(name) ?? { name, at, variables: new Map(), groups: new Set() }
      this.hosts.set(name, host)
      host.groups.add(group)
      group.hosts.add(host)
      if (variables !== undefined) this.assign(host.variables, variables, `host \`${name}\``)
    }
  }

  private assign(variables: Map<string, Entry[]>, node: Node, what: string): void {
    for (const entry of this.map(node, what, 'a map of variables')?.entries.values() ?? []) {
      const earlier = variables.get(entry.name)
      if (earlier === undefined) variables.set(entry.name, [entry])
      else earlier.unshift(entry)
    }
  }

  /** Makes `child` a child, unless it is an ancestor already. */
  private adopt(parent: MutableGroup, child: MutableGroup, at: Span): void {
    if (child === parent || (child.children.size > 0 && ancestry([parent]).includes(child))) {
      this.sink.report(codes['group-cycle'], at, `group \`${child.name}\` is an ancestor of \`${parent.name}\` and cannot be its child too`)
      return
    }
    parent.children.add(child)
    child.parents.add(parent)
  }

  private groupOf(name: string, at: Span): MutableGroup {
    let group = this.groups.get(name)
    if (group === undefined) {
      group = { name, at, variables: new Map(), children: new Set(), hosts: new Set(), parents: new Set(), depth: 0, priority: 1 }
      this.groups.set(name, group)
    }
    return group
  }

  private prioritise(group: MutableGroup): void {
    const entry = group.variables.get('ansible_group_priority')?.[0]
    if (entry === undefined) return
    group.variables.delete('ansible_group_priority')
    const value = entry.value
    const priority = value.kind === 'scalar' && /^-?\d+$/.test(value.text) ? Number(value.text) : undefined
    if (priority === undefined) this.sink.report(codes['group-priority'], value.at, `ansible_group_priority of group \`${group.name}\` must be an integer`)
    else group.priority = priority
  }

  /** null is an empty map; anything else that is no map is an error. */
  private map(node: Node, what: string, wanted: string): MappingNode | undefined {
    if (node.kind === 'mapping') return node
    if (node.kind === 'scalar' && node.type === 'null') return undefined
    this.sink.report(codes['inventory-shape'], node.at, `${what} must be ${wanted}, not ${node.kind === 'sequence' ? 'a list' : 'a single value'}`)
    return undefined
  }
}

/** Ansible takes a bare word for a map with that one key. */
function soleName(node: Node): string | undefined {
  return node.kind === 'scalar' && node.type === 'string' ? node.text : undefined
}

/** Sets every depth to the longest way from `all`: a group is measured when all its parents are. */
function measure(all: MutableGroup): void {
  const waiting = new Map<MutableGroup, number>()
  const ready = [all]
  for (let group = ready.pop(); group !== undefined; group = ready.pop())
    for (const child of group.children) {
      child.depth = Math.max(child.depth, group.depth + 1)
      const left = (waiting.get(child) ?? child.parents.size) - 1
      waiting.set(child, left)
      if (left === 0) ready.push(child)
    }
}
