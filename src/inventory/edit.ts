import type { Entry, MappingNode, Node } from '../syntax/node.js'
import type { Group, Inventory, InventoryHost, Variables } from './inventory.js'

/** What variables belong to: a group or host, itself or beside the inventory, or all hosts where they are extra ones. */
export type Owner = { readonly kind: 'group' | 'host'; readonly name: string; readonly beside: boolean } | { readonly kind: 'extra' }

/** A copy of an inventory whose variables differ. The inventory itself stays as it is. */
export function editVariables(inventory: Inventory, edit: (variables: Variables, owner: Owner) => Variables): Inventory {
  return copy(inventory, edit, (name) => name)
}

/** A copy in which one entry, wherever it stands, has another value; without one it is gone. */
export function replaceEntry(inventory: Inventory, entry: Entry, value: Node | undefined): Inventory {
  return editVariables(inventory, (variables) => {
    const entries = variables.get(entry.name)
    if (entries === undefined || !entries.includes(entry)) return variables
    const replaced = entries.flatMap((each) => (each !== entry ? each : value === undefined ? [] : { ...each, value }))
    return new Map([...variables, [entry.name, replaced]])
  })
}

/** A copy in which one host, or without a name every host, has a variable; where another one gives it to all hosts, that is the stronger one. */
export function addVariable(inventory: Inventory, entry: Entry, host?: string): Inventory {
  return editVariables(inventory, (variables, owner) => {
    const here =
      owner.kind !== 'extra' &&
      !owner.beside &&
      (host === undefined ? owner.kind === 'group' && owner.name === inventory.all.name : owner.kind === 'host' && owner.name === host)
    return here ? new Map([...variables, [entry.name, [entry, ...(variables.get(entry.name) ?? [])]]]) : variables
  })
}

/** A copy in which a host has another name, also where values mention it: what stands for the machine goes on to do so. */
export function renameHost(inventory: Inventory, from: string, to: string): Inventory {
  const mention = new RegExp(`(?<![\\w.:-])${from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-]|[.:]\\w)`, 'g')
  const edit = (variables: Variables): Variables =>
    new Map([...variables].map(([name, entries]) => [name, entries.map((entry) => ({ ...entry, value: withText(entry.value, mention, to) }))]))
  return copy(inventory, edit, (name) => (name === from ? to : name))
}

/** A copy without these hosts. */
export function removeHosts(inventory: Inventory, names: ReadonlySet<string>): Inventory {
  const hosts = new Map([...inventory.hosts].filter(([name]) => !names.has(name)))
  return copy(
    { ...inventory, hosts },
    (variables) => variables,
    (name) => name,
  )
}

function withText(node: Node, mention: RegExp, to: string): Node {
  if (node.kind === 'sequence') return { ...node, items: node.items.map((item) => withText(item, mention, to)) }
  if (node.kind === 'mapping')
    return withEntries(
      node,
      [...node.entries.values()].map((entry) => ({ ...entry, value: withText(entry.value, mention, to) })),
    )
  if (typeof node.value !== 'string') return node
  const text = node.text.replace(mention, to)
  return text === node.text ? node : { ...node, text, value: text }
}

/** A node in which another, somewhere inside, has another value; without one it is gone from its list or map. */
export function replaceInside(node: Node, target: Node, value: Node | undefined): Node | undefined {
  if (node === target) return value
  if (node.kind === 'scalar') return node
  if (node.kind === 'sequence') {
    const items = node.items.flatMap((item) => replaceInside(item, target, value) ?? [])
    return items.length === node.items.length && items.every((item, index) => item === node.items[index]) ? node : { ...node, items }
  }
  const entries = [...node.entries.values()].flatMap((entry): Entry[] => {
    const inside = replaceInside(entry.value, target, value)
    return inside === undefined ? [] : [inside === entry.value ? entry : { ...entry, value: inside }]
  })
  return entries.length === node.entries.size && entries.every((entry) => node.entries.get(entry.name) === entry) ? node : withEntries(node, entries)
}

function withEntries(node: MappingNode, entries: readonly Entry[]): MappingNode {
  return { ...node, entries: new Map(entries.map((entry) => [entry.name, entry])) }
}

interface Groups {
  readonly group: Group
  readonly children: Set<Group>
  readonly parents: Set<Group>
  readonly hosts: Set<InventoryHost>
}

function copy(inventory: Inventory, edit: (variables: Variables, owner: Owner) => Variables, rename: (host: string) => string): Inventory {
  const groups = new Map<Group, Groups>()
  for (const group of inventory.groups.values()) {
    const parts = { children: new Set<Group>(), parents: new Set<Group>(), hosts: new Set<InventoryHost>() }
    groups.set(group, { group: { ...group, ...parts, variables: edit(group.variables, { kind: 'group', name: group.name, beside: false }) }, ...parts })
  }
  const groupOf = (group: Group): Group => groups.get(group)?.group ?? group
  const hosts = new Map<InventoryHost, InventoryHost>()
  for (const host of inventory.hosts.values()) {
    const variables = edit(host.variables, { kind: 'host', name: host.name, beside: false })
    hosts.set(host, { ...host, name: rename(host.name), variables, groups: new Set([...host.groups].map(groupOf)) })
  }
  for (const [group, { children, parents, hosts: own }] of groups) {
    for (const child of group.children) children.add(groupOf(child))
    for (const parent of group.parents) parents.add(groupOf(parent))
    for (const host of group.hosts) {
      const kept = hosts.get(host)
      if (kept !== undefined) own.add(kept)
    }
  }
  return {
    all: groupOf(inventory.all),
    groups: new Map([...inventory.groups].map(([name, group]) => [name, groupOf(group)])),
    hosts: new Map([...hosts.values()].map((host) => [host.name, host])),
    beside: inventory.beside.map((each) => ({
      groups: new Map([...each.groups].map(([name, variables]) => [name, edit(variables, { kind: 'group', name, beside: true })])),
      hosts: new Map([...each.hosts].map(([name, variables]) => [rename(name), edit(variables, { kind: 'host', name, beside: true })])),
    })),
    extra: edit(inventory.extra, { kind: 'extra' }),
  }
}
