import { isParameter, type ParameterName, parameters } from '../catalog/catalog.js'
import { type FactName, factShapes } from '../catalog/facts.js'
import type { Parameter } from '../catalog/parameter.js'
import type { Shape } from '../catalog/shape.js'
import { defaultNode, fromPlain, noPlace } from '../inventory/defaults.js'
import { hasTemplates, wordsOf } from '../inventory/expression/settle.js'
import { factNames } from '../inventory/facts.js'
import { allVariables, type Variables } from '../inventory/inventory.js'
import { isSecretName } from '../inventory/secrets.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import { type Entry, type Plain, type ScalarNode, toPlain } from '../syntax/node.js'
import type { Interpreted, Loaded } from '../understand.js'
import type { Cause } from './cause.js'
import { contentsOf } from './contents.js'
import { statedFact } from './stated-fact.js'
import { identities, variationsOf, variationsOfShape } from './variations.js'

/** Everything that files which depend on these parameters may be made of: definitions that act somewhere, defaults, facts, and the addresses of hosts. */
export function causesOf(names: ReadonlySet<string>, understood: Loaded & Interpreted): readonly Cause[] {
  const mentioned = mentionedNames(understood)
  const wanted = (name: string): boolean => names.has(name) || mentioned.has(name) || Object.hasOwn(factShapes, name) || name === 'ansible_host'
  return [
    ...definitions(understood, wanted),
    ...[...new Set([...names, ...mentioned])].filter(isParameter).flatMap((name) => defaultOf(name, understood)),
    ...factNames.flatMap((name) => factsOf(name, understood)),
    ...understood.model.hosts.map((host, index) => hostName(host.name, host.at, index)),
  ]
}

/** Names that expressions mention: their values act wherever those of the expressions do. */
function mentionedNames({ inventory }: Loaded): ReadonlySet<string> {
  const values = [...allVariables(inventory)].flatMap((variables) => [...variables.values()].flat().map(({ value }) => value))
  return new Set(values.filter(hasTemplates).flatMap(wordsOf))
}

function definitions({ inventory, settings: all }: Loaded & Interpreted, wanted: (name: string) => boolean): Cause[] {
  const owners: [string, Variables][] = [
    ['extra variables', inventory.extra],
    ...inventory.beside.flatMap((each) => [...each.hosts, ...each.groups]),
    ...[...inventory.hosts.values(), ...inventory.groups.values()].map(({ name, variables }): [string, Variables] => [name, variables]),
  ]
  const acting = new Set([...all().hosts.values()].flatMap((settings) => actingEntries(settings)))
  for (const { variables } of [inventory.all]) for (const [entry] of variables.values()) if (entry !== undefined) acting.add(entry)
  const seen = new Set<Entry>()
  return owners.flatMap(([owner, variables]) =>
    [...variables.values()].flatMap((entries) =>
      entries.flatMap((entry) => {
        if (!acting.has(entry) || seen.has(entry)) return []
        seen.add(entry)
        return definition(entry, owner, wanted)
      }),
    ),
  )
}

/** The strongest entry of each variable, and all that expressions or entries of pg_instances may look at. */
function actingEntries({ layers }: Settings): Entry[] {
  const found = new Map<string, Entry>()
  for (const { variables } of layers) for (const [name, [entry]] of variables) if (entry !== undefined && !found.has(name)) found.set(name, entry)
  return [...found.values()]
}

function definition(entry: Entry, owner: string, wanted: (name: string) => boolean): Cause[] {
  const own = wanted(entry.name) ? [variable(entry, entry.name, owner, (value) => ({ kind: 'entry', entry, value }))] : []
  return entry.name === 'pg_instances' ? [...own, ...ofInstances(entry, owner, wanted)] : own
}

/** The variables of the instances that pg_instances of a host lists. */
function ofInstances(map: Entry, owner: string, wanted: (name: string) => boolean): Cause[] {
  if (map.value.kind !== 'mapping') return []
  const whole = map.value
  return [...whole.entries.values()].flatMap((instance) => {
    const inner = instance.value
    if (inner.kind !== 'mapping') return []
    return [...inner.entries.values()]
      .filter(({ name }) => wanted(name))
      .map((entry) =>
        variable(entry, `pg_instances[${instance.name}].${entry.name}`, owner, (value) => {
          const own = new Map(inner.entries)
          if (value === undefined) own.delete(entry.name)
          else own.set(entry.name, { ...entry, value })
          const entries = new Map(whole.entries).set(instance.name, { ...instance, value: { ...inner, entries: own } })
          return { kind: 'entry', entry: map, value: { ...whole, entries } }
        }),
      )
  })
}

function variable(entry: Entry, label: string, owner: string, give: Cause['give']): Cause {
  const { name, value } = entry
  const current = toPlain(value)
  const shape = shapeOf(name)
  return {
    kind: 'definition',
    name,
    label,
    owner,
    at: value.at,
    value: current,
    secret: isSecretName(name) || (value.kind === 'scalar' && value.encrypted === true),
    ...(shape === undefined ? {} : { shape }),
    node: value,
    give,
    others: othersOf(name, current),
  }
}

function shapeOf(name: string): Shape | undefined {
  return isParameter(name) ? parameters[name] : isFact(name) ? factShapes[name] : undefined
}

function isFact(name: string): name is FactName {
  return Object.hasOwn(factShapes, name)
}

/** For a variable that no catalogue describes. */
function otherScalars(current: Plain): readonly Plain[] {
  if (typeof current === 'number') return [current + 1, 77]
  return typeof current === 'boolean' ? [!current] : ['another', '10.99.99.99', 77, []]
}

/** The parameter where some host leaves it at its default. */
function defaultOf(name: ParameterName, { inventory, settings: all }: Loaded & Interpreted): Cause[] {
  if (inventory.all.variables.has(name) || [...all().hosts.values()].every((settings) => settings.definitions(name).length > 0)) return []
  const value = parameters[name].default
  return [
    {
      kind: 'default',
      name,
      label: name,
      value,
      secret: isSecretName(name),
      shape: parameters[name],
      ...(value === undefined ? {} : { node: defaultNode(name) }),
      give: (given) => ({ kind: 'variable', entry: { name, key: nowhere(name), value: given ?? fromPlain(null, noPlace) } }),
      others: [...(identities[name] ?? []), ...variationsOf(name), ...contentsOf(value)],
    },
  ]
}

/** A fact of each host that no variable states. */
function factsOf(name: FactName, { model, settings: all, sheets }: Loaded & Interpreted): Cause[] {
  return model.hosts.flatMap((host, index): Cause[] => {
    if (all().hosts.get(host.name)?.definitions(name).length !== 0) return []
    const node = statedFact(sheets, [host.name, host.address.text, '*'], name)
    const value = node === undefined ? undefined : toPlain(node)
    return [
      {
        kind: 'fact',
        name,
        label: `${name} of ${host.name}`,
        host: host.name,
        ...(node === undefined ? {} : { at: node.at }),
        value,
        secret: false,
        shape: factShapes[name],
        give: (given) => ({ kind: 'variable', host: host.name, entry: { name, key: nowhere(name), value: given ?? fromPlain(null, noPlace) } }),
        others: name === 'node_hostname' ? [`machine-${index}`] : machines(name, value),
      },
    ]
  })
}

/** Machines on either side of every limit that the tuning has. */
function machines(name: FactName, current: Plain | undefined): readonly Plain[] {
  if (name === 'node_cpu') return [1, 2, 8, 20, 64]
  if (name === 'node_mem_mb') return [500, 3000, 70001, 900001]
  if (name === 'node_fs_bytes') return [5e9, 3e11, 9e13]
  return name === 'os_version' ? [8, 9, 10, 12, 13, 22, 24] : variationsOfShape(factShapes[name], current)
}

function othersOf(name: string, current: Plain): readonly Plain[] {
  if (isParameter(name)) return [...(identities[name] ?? []), ...variationsOf(name, current), ...contentsOf(current), ...withoutIt(parameters[name])]
  return isFact(name) ? machines(name, current) : otherScalars(current)
}

/** Nothing, where other values of the kind may all be refused. */
function withoutIt({ type }: Parameter): readonly Plain[] {
  return ['list', 'map', 'string', 'password', 'username', 'csv'].includes(type) ? [null] : []
}

function hostName(name: string, at: Span, index: number): Cause {
  // Before all others and behind them, since order is by address.
  const end = `${Math.floor(index / 250)}.${(index % 250) + 1}`
  const [v4, v6] = [
    [`210.99.${end}`, `1.99.${end}`],
    [`fd99::${index + 1}`, `1::${index + 1}`],
  ]
  const give: Cause['give'] = (value) => ({ kind: 'rename', host: name, to: value?.kind === 'scalar' ? value.text : name })
  return {
    kind: 'host',
    name,
    label: name,
    at,
    value: name,
    secret: false,
    give,
    others: name.includes(':') ? [...v6, ...v4.slice(0, 1)] : [...v4, ...v6.slice(0, 1)],
  }
}

function nowhere(name: string): ScalarNode {
  return { kind: 'scalar', at: noPlace, value: name, type: 'string', text: name }
}
