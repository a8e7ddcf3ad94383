import { editVariables } from '../../inventory/edit.js'
import type { Inventory, Variables } from '../../inventory/inventory.js'
import type { Entry, MappingNode, Node } from '../../syntax/node.js'
import type { Loaded } from '../../understand.js'
import { type Difference, originOf } from './difference.js'
import { hostDifferences } from './host-differences.js'
import { partsThatDiffer } from './parts.js'

/** All in which two inventories differ. `renames`: hosts that have another name, former to present. */
export function differencesOf(before: Loaded, after: Loaded, renames: ReadonlyMap<string, string>): Difference[] {
  return [
    ...hostDifferences(before.inventory, after.inventory, renames),
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
