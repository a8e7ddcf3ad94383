import type { Group, InventoryHost, Variables } from './inventory.js'

/** One layer of variables that acts on a host. */
export interface Layer {
  readonly kind: 'host' | 'group' | 'instance'
  /** Name of the host, group or instance port. */
  readonly name: string
  readonly variables: Variables
  /** Depth and priority of a group: among layers of one rank, only the alphabet decides. */
  readonly rank?: string
}

/**
 * The layers of a host, strongest first: the host itself, then every group above it by depth, ansible_group_priority and name, each
 * descending, `all` last. Source: Ansible's documentation of variable precedence in inventories.
 */
export class Precedence {
  /** Hosts of one set of groups share their layers. */
  private readonly shared = new Map<string, readonly Layer[]>()

  layers(host: InventoryHost): readonly Layer[] {
    const groups = [...host.groups]
      .map((group) => group.name)
      .sort()
      .join('\0')
    let layers = this.shared.get(groups)
    if (layers === undefined) {
      layers = ancestry(host.groups)
        .sort(stronger)
        .map((group) => ({ kind: 'group', name: group.name, variables: group.variables, rank: `${group.depth} ${group.priority}` }))
      this.shared.set(groups, layers)
    }
    return [{ kind: 'host', name: host.name, variables: host.variables }, ...layers]
  }
}

/** The groups and every group above them, each once. */
export function ancestry(groups: Iterable<Group>): Group[] {
  const found = new Set<Group>()
  const queue = [...groups]
  for (let group = queue.pop(); group !== undefined; group = queue.pop()) {
    if (found.has(group)) continue
    found.add(group)
    queue.push(...group.parents)
  }
  return [...found]
}

/** Python compares names by code point, JavaScript by UTF-16 unit: the same below the astral planes, where no group name lives. */
function stronger(a: Group, b: Group): number {
  return b.depth - a.depth || b.priority - a.priority || (a.name < b.name ? 1 : a.name > b.name ? -1 : 0)
}
