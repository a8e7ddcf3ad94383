import type { ParameterName } from '../catalog/catalog.js'
import { isParameter, parameters } from '../catalog/catalog.js'
import { factShapes } from '../catalog/facts.js'
import { foreign } from '../catalog/foreign.js'
import { legacy } from '../catalog/legacy.js'
import type { Parameter } from '../catalog/parameter.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Entry, Node } from '../syntax/node.js'
import { codes } from './codes.js'
import { checkTemplates, hasTemplates, wordsOf } from './expression/settle.js'
import { allVariables, type Inventory } from './inventory.js'
import { nearest } from './nearest.js'
import { Precedence } from './precedence.js'
import { namesOfOld, reportReusedNames } from './reused.js'
import { Settings } from './settings.js'
import type { Values } from './values.js'

/** Looks at every variable of the inventory once: types, ranges, words, names. */
export function validate(inventory: Inventory, values: Values, sink: Sink): void {
  const fresh: Entry[] = []
  for (const variables of allVariables(inventory))
    for (const entries of variables.values()) for (const entry of entries) if (!values.isFlawless(entry) || namesOfOld.has(entry.name)) fresh.push(entry)
  const templated = fresh.filter(({ value }) => hasTemplates(value))
  const used = new Set(templated.flatMap(({ value }) => wordsOf(value)))
  for (const entry of fresh) if (!values.isFlawless(entry)) validateEntry(entry, values, sink, used)
  reportReusedNames(fresh, sink)
  evaluate(inventory, new Set(templated.map(({ name }) => name).filter(isParameter)), values)
}

/** Looks at the values that expressions have on each host, so that every mistake in one is found. */
function evaluate(inventory: Inventory, names: ReadonlySet<ParameterName>, values: Values): void {
  if (names.size === 0) return
  const precedence = new Precedence(inventory)
  for (const host of inventory.hosts.values()) {
    const settings = new Settings(host.at, precedence.layers(host), values, host.name)
    for (const name of names) settings.fits(name)
  }
}

/** `used` are names that expressions mention, which may therefore be anything. */
function validateEntry(entry: Entry, values: Values, sink: Sink, used: ReadonlySet<string>): void {
  const { name } = entry
  if (isParameter(name)) values.inspect(entry, () => check(name, entry, values, sink))
  else if (!used.has(name)) reportStranger(name, entry, sink)
}

function check(name: ParameterName, entry: Entry, values: Values, sink: Sink): void {
  if (hasTemplates(entry.value)) checkTemplates(entry, sink)
  else values.of(name, entry)
  const parameter: Parameter = parameters[name]
  if (parameter.replacedBy !== undefined)
    sink.report(codes['parameter-former'], entry.key.at, `nothing reads ${name} any more: ${parameter.replacedBy} takes its place. ${parameter.doc}`)
  if (name === 'pg_instances') validateInstances(entry.value, values, sink)
}

/** The variables of single instances, by port. */
function validateInstances(map: Node, values: Values, sink: Sink): void {
  for (const { value } of map.kind === 'mapping' ? map.entries.values() : [])
    if (value.kind === 'mapping') for (const entry of value.entries.values()) validateEntry(entry, values, sink, new Set())
}

/** Variables of modules that are not compiled here, and Ansible's own, are known and pass in silence. */
function reportStranger(name: string, entry: Entry, sink: Sink): void {
  if (name.startsWith('ansible_') || Object.hasOwn(foreign, name) || Object.hasOwn(factShapes, name)) return
  const former = Object.hasOwn(legacy, name) ? legacy[name] : undefined
  if (former !== undefined) {
    sink.report(codes['parameter-former'], entry.key.at, `${name} is a parameter of an older version that nothing reads any more. ${former.message}`)
    return
  }
  const guess = nearest(name, Object.keys(parameters))
  sink.report(codes['parameter-unknown'], entry.key.at, `no component reads ${name}${guess === undefined ? '' : `; did you mean ${guess}?`}`)
}
