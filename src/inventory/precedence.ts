import { compare } from '../source/compare.js'
import type { Entry } from '../syntax/node.js'
import type { Group, Inventory, InventoryHost, Variables } from './inventory.js'

/** One layer of variables that acts on a host. */
export interface Layer {
  readonly kind: 'extra' | 'host' | 'group' | 'instance'
  /** Name of the host, group or instance port; `variables` for the extra ones. */
  readonly name: string
  readonly variables: Variables
  /** Where it stands, depth and priority of a group: among layers of one rank, only the alphabet decides. */
  readonly rank?: string
  /** What counts of this layer and those below it, but for the last: so that nobody asks each of them. */
  readonly upper?: ReadonlyMap<string, Entry>
}

/** The entry of a name that counts among layers, strongest first; undefined where none has it. */
export function strongest(layers: readonly Layer[], name: string): Entry | undefined {
  for (const { variables, upper } of layers) {
    if (upper !== undefined) return upper.get(name) ?? layers.at(-1)?.variables.get(name)?.[0]
    const entry = variables.get(name)?.[0]
    if (entry !== undefined) return entry
  }
  return undefined
}

/**
 * The layers of a host, strongest first: extra variables; host_vars; the host itself; group_vars, those of `all` last; then every group as the
 * inventory has it, `all` last. Of several directories the later is stronger, and beats each group of the earlier; groups of one place go by depth,
 * ansible_group_priority and name, each descending. Source: Ansible's documentation of variable precedence, and its behaviour.
 */
export class Precedence {
  private readonly extra: readonly Layer[]
  /** Variables of hosts beside the inventory, strongest first. */
  private readonly beside: readonly ReadonlyMap<string, Variables>[]
  /** Hosts of one set of groups share their layers. */
  private readonly shared = new Map<string, readonly Layer[]>()
  /** The same with what they say together. */
  private readonly complete = new Map<readonly Layer[], readonly Layer[]>()
  private readonly names = new Map<string, ReadonlySet<string>>()

  constructor(private readonly inventory: Inventory) {
    this.extra = inventory.extra.size === 0 ? [] : [{ kind: 'extra', name: 'variables', variables: inventory.extra }]
    this.beside = inventory.beside.map(({ hosts }) => hosts).reverse()
  }

  layers(host: InventoryHost): readonly Layer[] {
    return [...this.own(host), ...this.completed(this.ofGroups(host.groups))]
  }

  /** Its first layers: those that no other host has. */
  own({ name, variables }: InventoryHost): readonly Layer[] {
    const layers = [...this.extra]
    for (const hosts of this.beside) {
      const given = hosts.get(name)
      if (given !== undefined) layers.push({ kind: 'host', name, variables: given })
    }
    layers.push({ kind: 'host', name, variables })
    return layers
  }

  /** Names of all groups above a host, shared by hosts of the same ones. */
  groups({ groups }: InventoryHost): ReadonlySet<string> {
    const key = keyOf(groups)
    let names = this.names.get(key)
    if (names === undefined) {
      names = new Set(ancestry(groups).map(({ name }) => name))
      this.names.set(key, names)
    }
    return names
  }

  /** What acts on every host. */
  common(): readonly Layer[] {
    return [...this.extra, ...this.completed(this.ofGroups(new Set([this.inventory.all])))]
  }

  /** Its other layers, without `upper`: one list for all hosts of these groups. */
  ofGroups(groups: ReadonlySet<Group>): readonly Layer[] {
    const key = keyOf(groups)
    let layers = this.shared.get(key)
    if (layers === undefined) {
      layers = this.groupLayers(groups)
      this.shared.set(key, layers)
    }
    return layers
  }

  private completed(layers: readonly Layer[]): readonly Layer[] {
    let complete = this.complete.get(layers)
    if (complete === undefined) {
      complete = merged(layers)
      this.complete.set(layers, complete)
    }
    return complete
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

function keyOf(groups: ReadonlySet<Group>): string {
  let key = ''
  for (const { name } of groups) key += `${name}\0`
  return key
}

/** The same layers; the first has what the others say, too. Most hosts share the last, which is large, with all others. */
function merged(layers: readonly Layer[]): readonly Layer[] {
  const [first, ...others] = layers
  if (first === undefined || others.length < 2) return layers
  const upper = new Map<string, Entry>()
  for (const { variables } of layers.slice(0, -1).reverse()) for (const [name, [entry]] of variables) if (entry !== undefined) upper.set(name, entry)
  return [{ ...first, upper }, ...others]
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
