import { Sink } from '../diagnostics/sink.js'
import { addVariable, renameHost, replaceEntry } from '../inventory/edit.js'
import { FactSheets } from '../inventory/facts.js'
import { type Built, buildWhole } from '../model/build.js'
import { Memory } from '../model/memory.js'
import type { Entry, Node } from '../syntax/node.js'
import { analyse, interpret, type Loaded } from '../understand.js'

/** One thing in which an inventory might differ. */
export type Change =
  | { readonly kind: 'entry'; readonly entry: Entry; readonly value: Node | undefined }
  /** A variable of all hosts (weakest of all), or of one of them. */
  | { readonly kind: 'variable'; readonly host?: string; readonly entry: Entry }
  | { readonly kind: 'rename'; readonly host: string; readonly to: string }
  | { readonly kind: 'all'; readonly changes: readonly Change[] }
  /** Any other copy. */
  | { readonly kind: 'edit'; readonly edit: (loaded: Loaded) => Loaded }

/** What an inventory would be with one change. */
export interface Outcome extends Built {
  /** Whether no check refuses it; asked only of those whose files differ. */
  readonly valid: () => boolean
  /** What a host is called in it. */
  readonly nameOf: (host: string) => string
}

/** Builds the same inventory with one thing changed. */
export class Experiment {
  /** `host` is the one whose instances alone matter; all matter where it is absent. */
  constructor(
    private readonly loaded: Loaded,
    private readonly memory = new Memory(),
    private readonly host?: string,
  ) {}

  /** Undefined where the changed inventory cannot be built. */
  run(change: Change): Outcome | undefined {
    const loaded = apply(this.loaded, change)
    const names = new Map(renamesIn(change))
    const nameOf = (host: string): string => names.get(host) ?? host
    const sink = new Sink()
    const built = attempt(() => this.build(loaded, nameOf, sink))
    if (built === undefined || sink.count('error') > 0) return undefined
    let valid: boolean | undefined
    return {
      ...built,
      nameOf,
      valid: () => {
        valid ??= isValid(loaded, this.memory)
        return valid
      },
    }
  }

  /** The inventory as it is. */
  baseline(): Pick<Outcome, 'model' | 'nameOf'> {
    const nameOf = (host: string): string => host
    return { model: this.build(this.loaded, nameOf, new Sink()).model, nameOf }
  }

  private build({ inventory, sheets }: Loaded, nameOf: (host: string) => string, sink: Sink): Built {
    const facts = new FactSheets(sheets, sink)
    const wanted = this.host === undefined ? undefined : new Set([nameOf(this.host)])
    return buildWhole(inventory, this.memory.values(sink, inventory, facts), facts, sink, this.memory.parts, wanted)
  }
}

function apply(loaded: Loaded, change: Change): Loaded {
  const { inventory, sheets } = loaded
  switch (change.kind) {
    case 'entry':
      return { ...loaded, inventory: replaceEntry(inventory, change.entry, change.value) }
    case 'variable':
      return { ...loaded, inventory: addVariable(inventory, change.entry, change.host) }
    case 'edit':
      return change.edit(loaded)
    case 'all':
      return change.changes.reduce(apply, loaded)
    case 'rename':
      // What a facts file says of the host is true of it by any name.
      return {
        ...loaded,
        inventory: renameHost(inventory, change.host, change.to),
        sheets: sheets.map((sheet) => renamed(sheet, change.host, change.to)),
      }
  }
}

function renamesIn(change: Change): [string, string][] {
  if (change.kind === 'all') return change.changes.flatMap(renamesIn)
  return change.kind === 'rename' ? [[change.host, change.to]] : []
}

function renamed(sheet: Node, from: string, to: string): Node {
  if (sheet.kind !== 'mapping') return sheet
  return {
    ...sheet,
    entries: new Map(
      [...sheet.entries.values()].map((entry) => [entry.name === from ? to : entry.name, { ...entry, name: entry.name === from ? to : entry.name }]),
    ),
  }
}

function isValid(loaded: Loaded, memory: Memory): boolean {
  const sink = new Sink()
  const built = attempt(() => {
    const { model } = interpret(loaded, sink, memory)
    analyse(model, sink)
    return model
  })
  return built !== undefined && sink.count('error') === 0
}

/** A mistaken inventory may be built only in part, and what comes after trips over that: it is refused like any other. */
function attempt<T>(build: () => T): T | undefined {
  try {
    return build()
  } catch {
    return undefined
  }
}
