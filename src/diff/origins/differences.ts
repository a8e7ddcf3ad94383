import { editVariables, removeHosts, renameHost } from '../../inventory/edit.js'
import type { Inventory, Variables } from '../../inventory/inventory.js'
import { ancestry } from '../../inventory/precedence.js'
import type { Span } from '../../source/span.js'
import type { Entry, MappingNode, Node } from '../../syntax/node.js'
import type { Loaded } from '../../understand.js'
import type { Difference } from './difference.js'
import { partsThatDiffer } from './parts.js'

/** All in which two inventories differ. `renames`: hosts that have another name, former to present. */
export function differencesOf(before: Loaded, after: Loaded, renames: ReadonlyMap<string, string>): Difference[] {
  return [
    ...ofHosts(before.inventory, after.inventory, renames),
    ...ofVariables(before.inventory, after.inventory, renames),
    ...ofFacts(before.sheets, after.sheets, renames),
  ]
}

type Sets = ReadonlyMap<string, Variables>

/** Variables of whoever both inventories know: what comes or goes with a host or group is part of that. */
function ofVariables(before: Inventory, after: Inventory, renames: ReadonlyMap<string, string>): Difference[] {
  const was = variableSets(before, (host) => renames.get(host) ?? host)
  const is = variableSets(after, (host) => host)
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((owner) => {
    const [former, present] = [was.get(owner), is.get(owner)]
    const [kind = '', name = ''] = owner.split('\0')
    if ((former === undefined || present === undefined) && !(knows(before, renames, kind, name) && knows(after, new Map(), kind, name))) return []
    return ofSet(former, present)
  })
}

function knows(inventory: Inventory, renames: ReadonlyMap<string, string>, kind: string, name: string): boolean {
  return kind === 'group' ? inventory.groups.has(name) : kind !== 'host' || [...inventory.hosts.keys()].some((host) => (renames.get(host) ?? host) === name)
}

/** Every set of variables by whom it is for and where it stands. */
function variableSets({ groups, hosts, beside, extra }: Inventory, present: (host: string) => string): Sets {
  const own = [
    ...[...groups.values()].map(({ name, variables }): [string, Variables] => [`group\0${name}`, variables]),
    ...[...hosts.values()].map(({ name, variables }): [string, Variables] => [`host\0${present(name)}`, variables]),
  ]
  const others = beside.flatMap((each, index) => [
    ...[...each.groups].map(([name, variables]): [string, Variables] => [`group\0${name}\0${index}`, variables]),
    ...[...each.hosts].map(([name, variables]): [string, Variables] => [`host\0${present(name)}\0${index}`, variables]),
  ])
  return new Map([...own, ...others, ['extra', extra]])
}

function ofSet(before: Variables | undefined, after: Variables | undefined): Difference[] {
  const names = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])]
  return names.flatMap((name): Difference[] => {
    const [was, is] = [before?.get(name)?.[0], after?.get(name)?.[0]]
    if (was !== undefined && is !== undefined)
      return partsThatDiffer(was.value, is.value).map((part) => ({
        origin: originOf(`${name}${part.label}`, part.before, part.after),
        name,
        forth: (loaded) => edited(loaded, before, name, valued(was, part.forth(was.value))),
        back: (loaded) => edited(loaded, after, name, valued(is, part.back(is.value))),
      }))
    const entry = was ?? is
    return entry === undefined
      ? []
      : [
          {
            origin: originOf(name, was?.value, is?.value),
            name,
            ...(before === undefined ? {} : { forth: (loaded: Loaded) => edited(loaded, before, name, is) }),
            ...(after === undefined ? {} : { back: (loaded: Loaded) => edited(loaded, after, name, was) }),
          },
        ]
  })
}

function valued(entry: Entry, value: Node | undefined): Entry | undefined {
  return value === undefined ? undefined : { ...entry, value }
}

function edited(loaded: Loaded, target: Variables | undefined, name: string, entry: Entry | undefined): Loaded {
  const edit = (variables: Variables): Variables => {
    if (variables !== target) return variables
    const others = [...variables].filter(([each]) => each !== name)
    return new Map(entry === undefined ? others : [...others, [name, [entry]]])
  }
  return { ...loaded, inventory: editVariables(loaded.inventory, edit) }
}

function originOf(label: string, before: { readonly at: Span } | undefined, after: { readonly at: Span } | undefined): Difference['origin'] {
  return { label, ...(before === undefined ? {} : { before: before.at }), ...(after === undefined ? {} : { after: after.at }) }
}

/** Hosts that come, go, have another name or belong to other groups, and groups that have others above them. */
function ofHosts(before: Inventory, after: Inventory, renames: ReadonlyMap<string, string>): Difference[] {
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

/** Facts by host and name, of all facts files together. */
function ofFacts(before: readonly Node[], after: readonly Node[], renames: ReadonlyMap<string, string>): Difference[] {
  const [was, is] = [factsIn(before, (host) => renames.get(host) ?? host), factsIn(after, (host) => host)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key): Difference[] => {
    const [former, present] = [was.get(key), is.get(key)]
    if (former !== undefined && present !== undefined && partsThatDiffer(former, present).length === 0) return []
    const [host = '', name = ''] = key.split('\0')
    return [{ origin: originOf(`${name} of ${host}`, former, present), name }]
  })
}

function factsIn(sheets: readonly Node[], present: (host: string) => string): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>()
  const maps = (node: Node | undefined): node is MappingNode => node?.kind === 'mapping'
  for (const sheet of sheets.filter(maps))
    for (const [host, { value }] of sheet.entries) if (maps(value)) for (const [name, fact] of value.entries) found.set(`${present(host)}\0${name}`, fact.value)
  return found
}
