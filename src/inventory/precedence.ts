import { compare } from '../source/compare.js'
import type { Group, Inventory, InventoryHost, Variables } from './inventory.js'

/** One layer of variables that acts on a host. */
export interface Layer {
  readonly kind: 'extra' | 'host' | 'group' | 'instance'
  /** Name of the host, group or instance port; `variables` for the extra ones. */
  readonly name: string
  readonly variables: Variables
  /** Where it stands, depth and priority of a group: among layers of one rank, only the alphabet decides. */
  readonly rank?: string
}

/**
 * The layers of a host, strongest first: extra variables; host_vars; the host itself; group_vars, those of `all` last; then every group as the
 * inventory has it, `all` last. Of several directories the later is stronger, and beats each group of the earlier; groups of one place go by depth,
 * ansible_group_priority and name, each descending. Source: Ansible's documentation of variable precedence, and its behaviour.
 */
export class Precedence {
  private readonly extra: readonly Layer[]
  /** Hosts of one set of groups share their layers. */
  private readonly shared = new Map<string, readonly Layer[]>()

  constructor(private readonly inventory: Inventory) {
    this.extra = inventory.extra.size === 0 ? [] : [{ kind: 'extra', name: 'variables', variables: inventory.extra }]
  }

  layers(host: InventoryHost): readonly Layer[] {
    const beside = this.inventory.beside.flatMap(({ hosts }) => hosts.get(host.name) ?? []).reverse()
    return [
      ...this.extra,
      ...[...beside, host.variables].map((variables): Layer => ({ kind: 'host', name: host.name, variables })),
      ...this.ofGroups(host.groups),
    ]
  }

  /** What acts on every host. */
  common(): readonly Layer[] {
    return [...this.extra, ...this.ofGroups(new Set([this.inventory.all]))]
  }

  private ofGroups(groups: ReadonlySet<Group>): readonly Layer[] {
    const key = [...groups]
      .map((group) => group.name)
      .sort()
      .join('\0')
    let layers = this.shared.get(key)
    if (layers === undefined) {
      layers = this.groupLayers(groups)
      this.shared.set(key, layers)
    }
    return layers
  }

  private groupLayers(groups: ReadonlySet<Group>): readonly Layer[] {
    const { all, beside } = this.inventory
    const others = ancestry(groups)
      .filter((group) => group !== all)
      .sort(stronger)
    const layersIn = (of: readonly Group[], place: string, variablesOf: (group: Group) => Variables | undefined): Layer[] =>
      of.flatMap((group) => {
        const variables = variablesOf(group)
        return variables === undefined ? [] : [{ kind: 'group', name: group.name, variables, rank: `${place} ${group.depth} ${group.priority}` }]
      })
    const besideOf = (of: readonly Group[]): Layer[] =>
      beside
        .flatMap(({ groups: given }, index) => [layersIn(of, `${index}`, (group) => given.get(group.name))])
        .reverse()
        .flat()
    return [...besideOf(others), ...besideOf([all]), ...layersIn([...others, all], 'inventory', (group) => group.variables)]
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
  return b.depth - a.depth || b.priority - a.priority || compare(b.name, a.name)
}
