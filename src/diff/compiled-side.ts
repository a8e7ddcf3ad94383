import { artifacts } from '../artifacts/artifacts.js'
import { Sink } from '../diagnostics/sink.js'
import { emit } from '../emit/emit.js'
import type { Printed } from '../emit/printed.js'
import { type CompileInput, type CompileOptions, type Findings, type Interpreted, type Loaded, understand } from '../understand.js'
import type { Side } from './side.js'

/**
 * The side that an inventory makes; none where it has errors. Encrypted values that nobody could read stand as one word each. `printed` are the files of
 * the other side, those of equal content need not be made again.
 */
export function compiledSide(
  name: string,
  input: CompileInput,
  options: CompileOptions = {},
  printed?: Printed,
): Pick<Findings, 'diagnostics' | 'secrets'> & { readonly side?: Side } {
  const sink = new Sink()
  let understood: (Loaded & Interpreted) | undefined
  const loaded = (found: Loaded & Interpreted): void => {
    understood = found
    options.loaded?.(found)
  }
  const model = understand(input, sink, { ...options, opaque: true, loaded })
  const { progress } = options
  progress?.('emit')
  const files = model === undefined ? [] : emit(artifacts, model, sink, { progress: progress && ((count) => progress('emit', count)), printed })
  const [diagnostics, secrets] = [sink.list(), sink.secrets()]
  if (model === undefined || understood === undefined || sink.count('error') > 0) return { diagnostics, secrets }
  return { diagnostics, secrets, side: { name, kind: 'inventory', files, known: { model, understood, diagnostics, secrets, words: sink.concealedTexts() } } }
}
