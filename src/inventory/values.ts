import type { ParameterName } from '../catalog/catalog.js'
import { isParameter, parameters } from '../catalog/catalog.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Entry, Plain } from '../syntax/node.js'
import { coerce } from './coerce.js'
import type { Scope } from './expression/scope.js'
import { hasTemplates, Settler } from './expression/settle.js'
import { Site } from './expression/site.js'
import { FactSheets } from './facts.js'
import type { Inventory } from './inventory.js'
import type { ReadLog } from './read-log.js'

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
