import { artifacts } from './artifacts/artifacts.js'
import { schemaVersion } from './diagnostics/schema-version.js'
import { Sink } from './diagnostics/sink.js'
import { type EmittedFile, emit } from './emit/emit.js'
import { manifest } from './emit/manifest.js'
import type { Printed } from './emit/printed.js'
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
  const { progress } = options
  if (model === undefined) return failed(sink)
  progress?.('emit')
  const files = emit(artifacts, model, sink, { progress: progress && ((count) => progress('emit', count)), printed })
  if (sink.count('error') > 0) return failed(sink)
  let listed: string | undefined
  return {
    schemaVersion,
    diagnostics: sink.list(),
    secrets: sink.secrets(),
    files,
    // A digest of every file takes a while, and who only compares files does not want it.
    get manifest() {
      listed ??= manifest(files, printed?.records, options.sha256)
      return listed
    },
    model,
  }
}

function failed(sink: Sink): Compilation {
  return { schemaVersion, diagnostics: sink.list(), secrets: sink.secrets(), files: [], manifest: '' }
}
