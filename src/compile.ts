import { artifacts } from './artifacts/artifacts.js'
import { Sink } from './diagnostics/sink.js'
import { type EmittedFile, emit } from './emit/emit.js'
import { manifest } from './emit/manifest.js'
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
 */
export function compile(input: CompileInput, options: CompileOptions = {}): Compilation {
  const sink = new Sink()
  const model = understand(input, sink, options)
  const { progress } = options
  if (model === undefined) return failed(sink)
  progress?.('emit')
  const files = emit(artifacts, model, sink, { progress: progress && ((count) => progress('emit', count)) })
  if (sink.count('error') > 0) return failed(sink)
  return { diagnostics: sink.list(), secrets: sink.secrets(), files, manifest: manifest(files), model }
}

function failed(sink: Sink): Compilation {
  return { diagnostics: sink.list(), secrets: sink.secrets(), files: [], manifest: '' }
}
