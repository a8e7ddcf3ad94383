import type { Sink } from '../diagnostics/sink.js'
import type { Span } from '../source/span.js'
import type { Entry, ScalarNode } from '../syntax/node.js'
import { codes } from './codes.js'
import type { Group, InventoryHost } from './inventory.js'
import { ancestry } from './precedence.js'
import { expandHosts } from './range.js'

export interface MutableGroup extends Group {
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
 * Groups and hosts while inventories are read, in whatever form they are written: a later variable of one name wins, and at the end a group without a
 * parent is a child of `all`.
 */
export class Registry {
  readonly groups = new Map<string, MutableGroup>()
  readonly hosts = new Map<string, MutableHost>()

  constructor(private readonly sink: Sink) {}

  /** The group of a name, made where it is not there yet. */
  group(name: string, at: Span): MutableGroup {
    let group = this.groups.get(name)
    if (group === undefined) {
      group = { name, at, variables: new Map(), children: new Set(), hosts: new Set(), parents: new Set(), depth: 0, priority: 1 }
      this.groups.set(name, group)
    }
    return group
  }

  /** Makes `child` a child, unless it is an ancestor already. */
  adopt(parent: MutableGroup, child: MutableGroup, at: Span): void {
    if (child === parent || (child.children.size > 0 && ancestry([parent]).includes(child))) {
      this.sink.report(codes['group-cycle'], at, `group \`${child.name}\` is an ancestor of \`${parent.name}\` and cannot be its child too`)
      return
    }
    parent.children.add(child)
    child.parents.add(parent)
  }

  /** The hosts that a pattern stands for become members of a group. */
  members(group: MutableGroup, pattern: string, at: Span, variables: Iterable<Entry>): void {
    const expanded = expandHosts(pattern)
    if (typeof expanded === 'string') {
      this.sink.report(codes['host-range'], at, `host \`${pattern}\`: ${expanded}`)
      return
    }
    const entries = [...variables]
    for (const name of expanded.names) this.member(group, name, at, entries, expanded.port)
  }

  /** A port counts where the host is named for the first time. */
  member(group: MutableGroup, name: string, at: Span, variables: Iterable<Entry>, port = 0): void {
    let host = this.hosts.get(name)
    if (host === undefined) {
      host = { name, at, variables: new Map(), groups: new Set() }
      this.hosts.set(name, host)
      if (port !== 0) assign(host.variables, [portEntry(port, at)])
    }
    host.groups.add(group)
    group.hosts.add(host)
    // What is said of a name that is a group's goes to the group: so does Ansible.
    assign((this.groups.get(name) ?? host).variables, variables)
  }

  /** What holds for all of it, once everything is read. */
  finish(at: Span): MutableGroup {
    const all = this.group('all', at)
    for (const group of this.groups.values()) if (group !== all && group.parents.size === 0) this.adopt(all, group, group.at)
    this.gatherUngrouped(all)
    measure(all)
    for (const group of this.groups.values()) this.prioritise(group)
    this.reportShared()
    return all
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

  private prioritise(group: MutableGroup): void {
    const entry = group.variables.get('ansible_group_priority')?.[0]
    if (entry === undefined) return
    group.variables.delete('ansible_group_priority')
    const value = entry.value
    const priority = value.kind === 'scalar' && /^-?\d+$/.test(value.text) ? Number(value.text) : undefined
    if (priority === undefined) this.sink.report(codes['group-priority'], value.at, `ansible_group_priority of group \`${group.name}\` must be an integer`)
    else group.priority = priority
  }

  private reportShared(): void {
    for (const host of this.hosts.values()) {
      const group = this.groups.get(host.name)
      if (group === undefined) continue
      this.sink.report(codes['name-shared'], host.at, `host \`${host.name}\` has the name of a group, and its variables are those of the group from then on`, {
        related: [{ at: group.at, message: 'the group' }],
      })
    }
  }
}

/** Adds variables; the later one of a name counts. */
export function assign(variables: Map<string, Entry[]>, entries: Iterable<Entry>): void {
  for (const entry of entries) {
    const earlier = variables.get(entry.name)
    if (earlier === undefined) variables.set(entry.name, [entry])
    else earlier.unshift(entry)
  }
}

/** `db1:2222` says where ssh listens. */
function portEntry(port: number, at: Span): Entry {
  const key: ScalarNode = { kind: 'scalar', at, value: 'ansible_port', type: 'string', text: 'ansible_port' }
  return { name: 'ansible_port', key, value: { kind: 'scalar', at, value: port, type: 'int', text: String(port) } }
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
