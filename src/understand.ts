import { checks } from './analysis/checks.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { Sink } from './diagnostics/sink.js'
import { codes } from './inventory/codes.js'
import { FactSheets } from './inventory/facts.js'
import { loadInventory } from './inventory/load.js'
import { findSecrets } from './inventory/secrets.js'
import { Values, validate } from './inventory/validate.js'
import { buildModel } from './model/build.js'
import type { Model } from './model/model.js'
import type { Source } from './source/source.js'
import { Span } from './source/span.js'
import type { Node } from './syntax/node.js'
import { parseYaml } from './syntax/yaml.js'

export interface CompileInput {
  /** The inventory; several are merged in order, as Ansible merges several `-i`. */
  readonly inventories: readonly Source[]
  /** Facts of hosts, in YAML or JSON; a later one wins. */
  readonly facts?: readonly Source[]
}

/** The passes, in order; what a progress display shows. */
export type Pass = 'parse' | 'load' | 'validate' | 'build' | 'analyse' | 'emit'

export interface CompileOptions {
  /** Called at the start of each pass, and during `emit` with the number of files so far. */
  readonly progress?: (pass: Pass, files?: number) => void
}

/** What can be said of an inventory without making its files. */
export interface Findings {
  /** Sorted, each once. */
  readonly diagnostics: readonly Diagnostic[]
  /** Where the documents hold credentials: a report that shows lines of them masks these. */
  readonly secrets: readonly Span[]
  /** What the inventory describes, where it could be built without an error. */
  readonly model?: Model
}

/** Finds what is wrong with an inventory; makes no files, which takes longer than all else. Pure and synchronous as `compile` is. */
export function check(input: CompileInput, { progress }: CompileOptions = {}): Findings {
  const sink = new Sink()
  const model = understand(input, sink, progress)
  return { diagnostics: sink.list(), secrets: sink.secrets(), ...(model === undefined ? {} : { model }) }
}

/** The passes up to the checks. Undefined where there is an error, which the sink holds. */
export function understand(input: CompileInput, sink: Sink, progress?: CompileOptions['progress']): Model | undefined {
  progress?.('parse')
  const roots = input.inventories.flatMap((source) => parse(source, sink) ?? [])
  const sheets = (input.facts ?? []).flatMap((source) => parse(source, sink) ?? [])
  progress?.('load')
  const inventory = loadInventory(roots, sink)
  if (inventory === undefined) return undefined
  progress?.('validate')
  const values = new Values(sink)
  validate(inventory, values, sink)
  progress?.('build')
  const model = buildModel(inventory, values, new FactSheets(sheets, sink), sink)
  progress?.('analyse')
  analyse(model, sink)
  return sink.count('error') > 0 ? undefined : model
}

/** Runs every check, also where something is wrong already, to find all of it in one run. A check may then trip over what could not be built: it is due again once that is mended. */
function analyse(model: Model, sink: Sink): void {
  const whole = sink.count('error') === 0
  for (const check of checks)
    try {
      for (const { at, message, ...more } of check.run(model)) sink.report(check, at, message, more)
    } catch (error) {
      if (whole) throw error
    }
}

/** An empty document says nothing, and an inventory that says nothing is a mistake; a broken one has been reported. */
function parse(source: Source, sink: Sink): Node | undefined {
  const errors = sink.count('error')
  const root = parseYaml(source, sink)
  if (root !== undefined) sink.conceal(findSecrets(root))
  if (root === undefined && sink.count('error') === errors) sink.report(codes['inventory-empty'], new Span(source, 0, 0), `${source.name} is empty`)
  return root
}
