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

export interface InventoryHost {
  /** inventory_hostname. */
  readonly name: string
  /** Where the host is named first; for a range, the range. */
  readonly at: Span
  readonly variables: Variables
  /** Groups that list the host themselves. */
  readonly groups: ReadonlySet<Group>
}

/** Groups and hosts of one inventory, each in order of first appearance. */
export interface Inventory {
  readonly all: Group
  readonly groups: ReadonlyMap<string, Group>
  readonly hosts: ReadonlyMap<string, InventoryHost>
}
