import { removeHosts, renameHost } from '../../inventory/edit.js'
import type { Inventory } from '../../inventory/inventory.js'
import { ancestry } from '../../inventory/precedence.js'
import type { Span } from '../../source/span.js'
import type { Loaded } from '../../understand.js'
import { type Difference, originOf } from './difference.js'

/** Hosts that come, go, have another name or belong to other groups, and groups that have others above them. */
export function hostDifferences(before: Inventory, after: Inventory, renames: ReadonlyMap<string, string>): Difference[] {
  const former = new Map([...renames].map(([from, to]) => [to, from]))
  const gone = [...before.hosts.values()].filter(({ name }) => !after.hosts.has(name) && !renames.has(name))
  const added = [...after.hosts.values()].filter(({ name }) => !before.hosts.has(name) && !former.has(name))
  const renamed = [...renames].flatMap(([from, to]): Difference[] => {
    const [was, is] = [before.hosts.get(from), after.hosts.get(to)]
    return [
      {
        origin: originOf(`host ${to}`, was, is),
        forth: (loaded) => ({ ...loaded, inventory: renameHost(loaded.inventory, from, to) }),
        back: (loaded) => ({ ...loaded, inventory: renameHost(loaded.inventory, to, from) }),
      },
    ]
  })
  const moved = [...after.hosts.values()].flatMap((host): Difference[] => {
    const old = before.hosts.get(former.get(host.name) ?? host.name)
    return old === undefined || groupNames(old.groups) === groupNames(host.groups) ? [] : [{ origin: originOf(`groups of host ${host.name}`, old, host) }]
  })
  const groups = [...after.groups.values()].flatMap((group): Difference[] => {
    const old = before.groups.get(group.name)
    return old === undefined || groupNames(old.parents) === groupNames(group.parents) ? [] : [{ origin: originOf(`group ${group.name}`, old, group) }]
  })
  return [
    ...together(gone, (host) => newGroup(host.groups, after)).map(({ label, at, names }) => ({
      origin: { label, before: at },
      forth: (loaded: Loaded) => ({ ...loaded, inventory: removeHosts(loaded.inventory, names) }),
    })),
    ...together(added, (host) => newGroup(host.groups, before)).map(({ label, at, names }) => ({
      origin: { label, after: at },
      back: (loaded: Loaded) => ({ ...loaded, inventory: removeHosts(loaded.inventory, names) }),
    })),
    ...renamed,
    ...moved,
    ...groups,
  ]
}

type Host = Inventory['hosts'] extends ReadonlyMap<string, infer H> ? H : never
type Group = Inventory['all']

/** Hosts of one group that the other inventory lacks come or go with that group. */
function together(
  hosts: readonly Host[],
  groupOf: (host: Host) => Group | undefined,
): { readonly label: string; readonly at: Span; readonly names: ReadonlySet<string> }[] {
  const found = new Map<string, { label: string; at: Span; names: Set<string> }>()
  for (const host of hosts) {
    const group = groupOf(host)
    const label = group === undefined ? `host ${host.name}` : `group ${group.name}`
    const one = found.get(label) ?? { label, at: (group ?? host).at, names: new Set() }
    one.names.add(host.name)
    found.set(label, one)
  }
  return [...found.values()]
}

function newGroup(groups: ReadonlySet<Group>, other: Inventory): Group | undefined {
  return [...groups].find(({ name }) => !other.groups.has(name))
}

function groupNames(groups: ReadonlySet<Group>): string {
  return ancestry(groups)
    .map(({ name }) => name)
    .sort()
    .join('\0')
}
