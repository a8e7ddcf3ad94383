import type { Check, Finding } from './analysis/check.js'
import { checks } from './analysis/checks.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { type SchemaVersion, schemaVersion } from './diagnostics/schema-version.js'
import { Sink } from './diagnostics/sink.js'
import { codes } from './inventory/codes.js'
import { concealDocument } from './inventory/conceal.js'
import { type ExtraVariables, readExtra } from './inventory/extra.js'
import { FactSheets } from './inventory/facts.js'
import { type InventoryInput, sourcesOf } from './inventory/input.js'
import type { Inventory } from './inventory/inventory.js'
import { loadInventory } from './inventory/load.js'
import { reportOpaque } from './inventory/opaque.js'
import { readInventory, rootsOf } from './inventory/read.js'
import { validate } from './inventory/validate.js'
import { Values } from './inventory/values.js'
import { type Built, buildWhole } from './model/build.js'
import type { Memory } from './model/memory.js'
import type { Cluster, Model } from './model/model.js'
import type { Source } from './source/source.js'
import { Span } from './source/span.js'
import { parseDocument } from './syntax/document.js'
import type { Node } from './syntax/node.js'
import type { Decrypt } from './syntax/vault.js'

export interface CompileInput {
  /** The inventory; several are merged in order, as Ansible merges several `-i`. */
  readonly inventories: readonly InventoryInput[]
  /** Variables that beat all others on every host, as Ansible's --extra-vars; a later one wins. */
  readonly extraVariables?: readonly ExtraVariables[]
  /** Facts of hosts, in YAML or JSON; a later one wins. */
  readonly facts?: readonly Source[]
  /** Opens what ansible-vault encrypted, as `decryptWith` of the Node entry does; without it encrypted values are opaque. */
  readonly decrypt?: Decrypt
}

/** All texts of an input. */
export function allSources({ inventories, extraVariables = [], facts = [] }: CompileInput): readonly Source[] {
  return [...inventories.flatMap(sourcesOf), ...extraVariables.map(({ source }) => source), ...facts]
}

/** The passes, in order; what a progress display shows. */
export type Pass = 'parse' | 'load' | 'validate' | 'build' | 'analyse' | 'emit'

export interface CompileOptions {
  /** Called at the start of each pass, and during `emit` with the number of files so far. */
  readonly progress?: (pass: Pass, files?: number) => void
  /**
   * Lets encrypted values that nobody can read stand as one word each, the same for the same ciphertext, with a note that lists them: for
   * comparing and drawing. The files are then none to install. Otherwise each is an error; `check` always lets them stand.
   */
  readonly opaque?: boolean
  /** SHA-256 of bytes in hexadecimal, for the manifest, where the platform has it: `hash` of node:crypto is many times as fast as the one in here. */
  readonly sha256?: (bytes: Uint8Array) => string
  /**
   * What earlier runs made, of which those parts stay that do not depend on what differs: for `Session`.
   * @internal
   */
  readonly memory?: Memory
  /**
   * Called once the model is built, also where there are errors.
   * @internal
   */
  readonly loaded?: (loaded: Loaded & Interpreted) => void
}

/**
 * An inventory before anybody looked at its values.
 * @internal
 */
export interface Loaded {
  /** Its documents, those of variables beside it and the extra variables. */
  readonly roots: readonly Node[]
  readonly inventory: Inventory
  /** Documents of facts; a later one wins. */
  readonly sheets: readonly Node[]
}

/**
 * The same with its values, and what was built of them.
 * @internal
 */
export interface Interpreted extends Built {
  readonly values: Values
}

/** What can be said of an inventory without making its files. */
export interface Findings {
  /** Of all that is in here but `model`, which follows the releases of pgcompile. */
  readonly schemaVersion: SchemaVersion
  /** Sorted, each once. */
  readonly diagnostics: readonly Diagnostic[]
  /** Where the documents hold credentials: a report that shows lines of them masks these. */
  readonly secrets: readonly Span[]
  /** What the inventory describes, where it could be built without an error. */
  readonly model?: Model
}

/**
 * Finds what is wrong with an inventory; makes no files, which takes longer than all else. Pure and synchronous as `compile` is.
 *
 * @example
 * ```ts
 * import { check, Source } from 'pgcompile'
 *
 * const inventory = new Source('inventory.yml', `
 * all:
 *   children:
 *     infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }
 *     etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }
 *     pg-shop:
 *       hosts: { 10.0.0.1: { pg_seq: 1, pg_role: primary } }
 *       vars: { pg_cluster: pg-shop, pg_max_conn: many }
 * `)
 * const { diagnostics } = check({ inventories: [inventory] })
 * for (const { severity, code, at, message } of diagnostics) if (severity === 'error') console.log(`${at}: [${code}] ${message}`)
 * // => inventory.yml:8:49: [value-type] pg_max_conn must be `auto` or an integer, not `many`
 * ```
 */
export function check(input: CompileInput, options: CompileOptions = {}): Findings {
  const sink = new Sink()
  const model = understand(input, sink, { ...options, opaque: true })
  return { schemaVersion, diagnostics: sink.list(), secrets: sink.secrets(), ...(model === undefined ? {} : { model }) }
}

/**
 * The passes up to the checks. Undefined where there is an error, which the sink holds.
 * @internal
 */
export function understand(input: CompileInput, sink: Sink, { progress, opaque = false, loaded, memory }: CompileOptions = {}): Model | undefined {
  progress?.('parse')
  const inventories = input.inventories.map((each) => readInventory(each, sink, input.decrypt))
  const extra = (input.extraVariables ?? []).flatMap((each) => readExtra(each, sink, input.decrypt) ?? [])
  const sheets = (input.facts ?? []).flatMap((source) => parse(source, sink, input.decrypt) ?? [])
  let encrypted = false
  for (const root of [...inventories.flatMap(rootsOf), ...extra, ...sheets]) encrypted = concealDocument(root, sink) || encrypted
  progress?.('load')
  const inventory = loadInventory(inventories, extra, sink)
  const sayOpaque = (): void => {
    if (encrypted && input.decrypt === undefined) reportOpaque({ inventories, extra, facts: sheets }, inventory, opaque, sink)
  }
  if (inventory === undefined) {
    sayOpaque()
    return undefined
  }
  const whole: Loaded = { roots: [...inventories.flatMap(rootsOf), ...extra], inventory, sheets }
  const built = interpret(whole, sink, memory, progress)
  loaded?.({ ...whole, ...built })
  sayOpaque()
  progress?.('analyse')
  analyse(built.model, sink, memory)
  return sink.count('error') > 0 ? undefined : built.model
}

/**
 * The passes from validation to the model. What is wrong goes to the sink, and the model then lacks what could not be built.
 * @internal
 */
export function interpret({ inventory, sheets }: Loaded, sink: Sink, memory?: Memory, progress?: CompileOptions['progress']): Interpreted {
  progress?.('validate')
  const facts = new FactSheets(sheets, sink)
  const values = memory?.values(sink, inventory, facts) ?? new Values(sink, inventory, facts)
  validate(inventory, values, sink)
  progress?.('build')
  return { values, ...buildWhole(inventory, values, facts, sink, memory?.parts) }
}

/**
 * Runs every check, also where something is wrong already, to find all of it in one run. A check may then trip over what could not be built: it is due again once that is mended.
 * `memory` is that of runs before, which have looked at clusters that are still the same.
 * @internal
 */
export function analyse(model: Model, sink: Sink, memory?: Memory): void {
  const whole = sink.count('error') === 0
  const report = ({ check, finding: { at, message, ...more } }: Found): void => sink.report(check, at, message, more)
  /** False where it tripped. */
  const look = (check: Check, findings: () => Iterable<Finding>, into: Found[]): boolean => {
    try {
      for (const finding of findings()) into.push({ check, finding })
      return true
    } catch (error) {
      if (whole) throw error
      return false
    }
  }
  const found: Found[] = []
  for (const check of checks) if ('run' in check) look(check, () => check.run(model), found)
  found.forEach(report)
  // All questions about a cluster while it is at hand.
  for (const cluster of model.clusters) {
    const known = memory && foundBefore.get(cluster)
    if (known !== undefined) known.forEach(report)
    else {
      const own: Found[] = []
      const answered = checks.map((check) => 'run' in check || look(check, () => check.ofCluster(cluster), own))
      if (memory !== undefined && answered.every(Boolean)) foundBefore.set(cluster, own)
      own.forEach(report)
    }
  }
}

interface Found {
  readonly check: Check
  readonly finding: Finding
}

/** Of clusters: runs of one memory have the same object for one that is the same. */
const foundBefore = new WeakMap<Cluster, readonly Found[]>()

/** An empty document says nothing, and an inventory that says nothing is a mistake; a broken one has been reported. */
function parse(source: Source, sink: Sink, decrypt: Decrypt | undefined): Node | undefined {
  const errors = sink.count('error')
  const root = parseDocument(source, sink, decrypt)
  if (root === undefined && sink.count('error') === errors) sink.report(codes['inventory-empty'], new Span(source, 0, 0), `${source.name} is empty`)
  return root
}
