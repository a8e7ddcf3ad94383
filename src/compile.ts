import { artifacts } from './artifacts/artifacts.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { schemaVersion } from './diagnostics/schema-version.js'
import { Sink } from './diagnostics/sink.js'
import { type EmittedFile, emit, emitEach } from './emit/emit.js'
import { Listing } from './emit/listing.js'
import { manifest } from './emit/manifest.js'
import type { Printed } from './emit/printed.js'
import type { Described, Model } from './model/model.js'
import { type CompileInput, type CompileOptions, type Findings, understand } from './understand.js'

export interface Compilation extends Findings {
  /** By host, then path. Empty where a diagnostic is an error: a mistaken inventory never yields files. */
  readonly files: readonly EmittedFile[]
  /** Text of manifest.json; empty where there are no files to list because of an error. */
  readonly manifest: string
}

/**
 * Inventory text to files: pure and synchronous. Reads no file, clock, environment or locale; equal input gives equal bytes.
 * A user's mistake is in `diagnostics`; only a mistake of pgcompile itself throws (a `Bug`).
 *
 * @example
 * ```ts
 * import { compile, Source } from 'pgcompile'
 *
 * const inventory = new Source('inventory.yml', `
 * all:
 *   children:
 *     infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }
 *     etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }
 *     pg-shop:
 *       hosts: { 10.0.0.1: { pg_seq: 1, pg_role: primary } }
 *       vars: { pg_cluster: pg-shop, pg_max_conn: 300 }
 * `)
 * const { files, manifest, diagnostics } = compile({ inventories: [inventory] })
 *
 * console.log(diagnostics.some(({ severity }) => severity === 'error'), files.length === JSON.parse(manifest).files.length)
 * // => false true
 * const patroni = files.find(({ path }) => path === '/etc/patroni/patroni.yml')
 * console.log(patroni?.host, patroni?.owner, patroni?.mode, /max_connections: \d+/.exec(patroni?.text ?? '')?.[0])
 * // => 10.0.0.1 postgres 0640 max_connections: 300
 * ```
 */
export function compile(input: CompileInput, options: CompileOptions = {}): Compilation {
  return compileWith(new Sink(), input, options)
}

/** The same for who goes on to ask the sink; `printed` are the files of an earlier run. */
export function compileWith(sink: Sink, input: CompileInput, options: CompileOptions, printed?: Printed): Compilation {
  const model = understand(input, sink, options)
  if (model === undefined) return failed(sink)
  const files = emit(artifacts, model, sink, { progress: countOf(options), printed })
  if (sink.count('error') > 0) return failed(sink)
  let listed: string | undefined
  return {
    ...findingsOf(sink),
    files,
    // A digest of every file takes a while, and who only compares files does not want it.
    get manifest() {
      listed ??= manifest(files, printed?.records, options.sha256)
      return listed
    },
    model,
  }
}

/** What is left of a compile whose files somebody took one by one. */
export interface Delivered extends Omit<Findings, 'model'> {
  readonly model?: Described
  /** What manifest.json says of them: its text, and how many they are. Undefined where a diagnostic is an error, and then they are none to install. */
  readonly listing?: Listing
}

/**
 * The same for who takes each file as soon as it is made, in no order that means something. `begin` is called before the first one with what was found so
 * far, and not at all where that is an error; making the files may find more.
 */
export function compileEach(input: CompileInput, options: CompileOptions, begin: (found: readonly Diagnostic[]) => (file: EmittedFile) => void): Delivered {
  const sink = new Sink()
  const model = described(understand(input, sink, options))
  if (model === undefined) return findingsOf(sink)
  const progress = countOf(options)
  const listing = new Listing(options.sha256)
  const take = begin(sink.list())
  const receive = (file: EmittedFile): void => {
    listing.add(file)
    take(file)
  }
  emitEach(artifacts, model, sink, receive, { progress })
  return { ...findingsOf(sink), ...(sink.count('error') > 0 ? {} : { model, listing }) }
}

/** Without what would hold all that was read in memory, while files are made. */
function described(model: Model | undefined): Described | undefined {
  if (model === undefined) return undefined
  const { listenersOf, ...rest } = model
  return rest
}

/** Says that the files are being made, and how many they are so far. */
function countOf({ progress }: CompileOptions): ((files: number) => void) | undefined {
  progress?.('emit')
  return progress && ((count) => progress('emit', count))
}

function findingsOf(sink: Sink): Findings {
  return { schemaVersion, diagnostics: sink.list(), secrets: sink.secrets() }
}

function failed(sink: Sink): Compilation {
  return { ...findingsOf(sink), files: [], manifest: '' }
}
