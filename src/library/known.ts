import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { Sink } from '../diagnostics/sink.js'
import { Explainer, type Understood } from '../explain/explainer.js'
import { type CompileInput, understand } from '../understand.js'

/** What is known of an input that questions are asked about. */
export interface Known {
  readonly diagnostics: readonly Diagnostic[]
  /** Absent where there is an error. */
  readonly understood?: Understood
  readonly explainer?: Explainer
}

/** Inputs never change, so what was read of one holds as long as somebody has it. */
const known = new WeakMap<CompileInput, Known>()

/** Reads an input, at the first question about it. */
export function knownOf(input: CompileInput): Known {
  const before = known.get(input)
  if (before !== undefined) return before
  const now = read(input)
  known.set(input, now)
  return now
}

function read(input: CompileInput): Known {
  const sink = new Sink()
  const betrays = (text: string): boolean => sink.betrays(text)
  let understood: Understood | undefined
  const model = understand(input, sink, {
    opaque: true,
    loaded: (loaded) => {
      understood = { ...loaded, secrets: sink.secrets(), betrays }
    },
  })
  const diagnostics = sink.list()
  return model === undefined || understood === undefined ? { diagnostics } : { diagnostics, understood, explainer: new Explainer(understood) }
}
