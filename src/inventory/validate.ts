import type { ParameterName } from '../catalog/catalog.js'
import { isParameter, parameters } from '../catalog/catalog.js'
import { factShapes } from '../catalog/facts.js'
import { foreign } from '../catalog/foreign.js'
import { legacy } from '../catalog/legacy.js'
import type { Parameter } from '../catalog/parameter.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Entry, Node, Plain } from '../syntax/node.js'
import { codes } from './codes.js'
import { coerce } from './coerce.js'
import type { Scope } from './expression/scope.js'
import { checkTemplates, hasTemplates, Settler, wordsOf } from './expression/settle.js'
import { Site } from './expression/site.js'
import { FactSheets } from './facts.js'
import { allVariables, type Inventory } from './inventory.js'
import { nearest } from './nearest.js'
import { Precedence } from './precedence.js'
import type { ReadLog } from './read-log.js'
import { namesOfOld, reportReusedNames } from './reused.js'
import { Settings } from './settings.js'

/**
 * The typed value of every entry of a parameter. An entry is looked at once, however many hosts it acts on; one with expressions once for each of them,
 * since their variables differ.
 */
export class Values {
  private readonly values: Map<Entry, Plain | undefined> | WeakMap<Entry, Plain | undefined>
  private readonly misfits = new Set<Entry>()
  private readonly evaluated = new Map<Entry, Map<Scope, Entry>>()
  private readonly sources = new Map<Entry, ReadonlySet<Entry>>()
  private readonly flawless = new WeakSet<Entry>()
  private around: Site
  /** Told of everything that is asked, while there is one. */
  log: ReadLog | undefined

  /** `keeps` says whether another run will come, over an inventory of which most entries are the same. */
  constructor(
    private sink: Sink,
    inventory: Inventory,
    facts: FactSheets = new FactSheets([], sink),
    private readonly keeps = false,
  ) {
    this.around = new Site(inventory, facts)
    this.values = keeps ? new WeakMap() : new Map()
  }

  /** That run begins: what entries were found to be stays, but for what was said about them and what expressions gave. */
  turn(sink: Sink, inventory: Inventory, facts: FactSheets): void {
    this.sink = sink
    this.around = new Site(inventory, facts)
    for (const entry of this.misfits) this.values.delete(entry)
    this.misfits.clear()
    this.evaluated.clear()
    this.sources.clear()
  }

  /** What expressions see beside the variables of their host. */
  get site(): Site {
    return this.around
  }

  /** Whether this entry is a plain value of which there is nothing to say, as an earlier run has found. */
  isFlawless(entry: Entry): boolean {
    return this.keeps && this.flawless.has(entry)
  }

  /** Looks at an entry for the first time. */
  inspect(entry: Entry, look: () => void): void {
    const reports = this.keeps ? this.sink.recorded(look).reports : look()
    if (reports?.length === 0 && !hasTemplates(entry.value)) this.flawless.add(entry)
  }

  /** The entry with its expressions evaluated; the same entry where it has none. One without a value is a misfit; `reports` says so to the user. */
  settled(entry: Entry, scope: Scope, reports: boolean): Entry {
    if (!hasTemplates(entry.value)) return entry
    if (this.log !== undefined) this.log.incomplete = true
    const known = this.evaluated.get(entry) ?? new Map<Scope, Entry>()
    this.evaluated.set(entry, known)
    const before = known.get(scope)
    if (before !== undefined) return before
    const settler = new Settler(entry.name, scope, this.sink, reports)
    const settled = settler.settle(entry)
    this.sources.set(settled, settler.used)
    if (settler.failed) {
      this.misfits.add(settled)
      this.values.set(settled, isParameter(entry.name) ? parameters[entry.name].default : undefined)
    }
    if (reports || !settler.failed) known.set(scope, settled)
    return settled
  }

  /** The value; the default where the entry does not fit its type, which has been reported then and ends the run before emitting. */
  of(name: ParameterName, entry: Entry): Plain | undefined {
    let value = this.values.get(entry)
    if (value === undefined && !this.values.has(entry)) {
      value = this.read(name, entry)
      this.values.set(entry, value)
    }
    if (this.log !== undefined && this.misfits.has(entry)) this.log.incomplete = true
    return value
  }

  /** Whether the entry has the form that the parameter wants. */
  fits(name: ParameterName, entry: Entry): boolean {
    this.of(name, entry)
    return !this.misfits.has(entry)
  }

  /** The variables that the expressions of an evaluated entry look at. */
  usedBy(settled: Entry): Iterable<Entry> {
    return this.sources.get(settled) ?? []
  }

  private read(name: ParameterName, entry: Entry): Plain | undefined {
    const coerced = coerce(parameters[name], entry.value)
    if ('value' in coerced) return coerced.value
    this.misfits.add(entry)
    this.sink.report(coerced.code, entry.value.at, `${name} ${coerced.message}`)
    return parameters[name].default
  }
}

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
