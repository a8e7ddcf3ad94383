import type { Span } from '../source/span.js'
import type { Entry } from '../syntax/node.js'

/** Variables of a group or a host. A name that is set more than once keeps every entry, the last parsed (which counts) first. */
export type Variables = ReadonlyMap<string, readonly Entry[]>

export interface Group {
  readonly name: string
  /** Where the group is named first. */
  readonly at: Span
  readonly variables: Variables
  readonly children: ReadonlySet<Group>
  readonly parents: ReadonlySet<Group>
  /** Hosts listed in this group itself. */
  readonly hosts: ReadonlySet<InventoryHost>
  /** Longest distance from `all`, which has 0. */
  readonly depth: number
  /** ansible_group_priority, 1 where it is not set. */
  readonly priority: number
}

/** The hosts of a group and of all groups below it, the nearest first; one that is in several of them comes as often. */
export function* hostsBelow(group: Group): Iterable<InventoryHost> {
  const seen = new Set([group])
  for (const { hosts, children } of seen) {
    yield* hosts
    for (const child of children) seen.add(child)
  }
}

export interface InventoryHost {
  /** inventory_hostname. */
  readonly name: string
  /** Where the host is named first; for a range, the range. */
  readonly at: Span
  readonly variables: Variables
  /** Groups that list the host themselves. */
  readonly groups: ReadonlySet<Group>
}

/** What group_vars and host_vars of one directory say, by name of the group or host. */
export interface VariablesBeside {
  readonly groups: ReadonlyMap<string, Variables>
  readonly hosts: ReadonlyMap<string, Variables>
}

/** Groups and hosts of one inventory, each in order of first appearance. */
export interface Inventory {
  readonly all: Group
  readonly groups: ReadonlyMap<string, Group>
  readonly hosts: ReadonlyMap<string, InventoryHost>
  /** In the order of the inventories that they stand beside; a later one is stronger. */
  readonly beside: readonly VariablesBeside[]
  /** Extra variables, which beat all others on every host. */
  readonly extra: Variables
}

/** All that an inventory says of one group or host itself: there, and beside it. */
export function variablesOf({ beside }: Inventory, of: keyof VariablesBeside, { name, variables }: Group | InventoryHost): readonly Variables[] {
  return [variables, ...beside.flatMap((each) => each[of].get(name) ?? [])]
}

/** Every set of variables of an inventory, whomever it is for. */
export function* allVariables({ groups, hosts, beside, extra }: Inventory): Generator<Variables> {
  for (const { variables } of groups.values()) yield variables
  for (const { variables } of hosts.values()) yield variables
  for (const each of beside) {
    yield* each.groups.values()
    yield* each.hosts.values()
  }
  yield extra
}
