import { Sink } from '../../src/diagnostics/sink.js'
import { Explainer, type Understood } from '../../src/explain/explainer.js'
import { isProblem } from '../../src/explain/problem.js'
import { Source } from '../../src/source/source.js'
import { understand } from '../../src/understand.js'

/** An inventory text as the explanations want it; the test fails where it has errors. */
export function understoodOf(text: string, facts = ''): Understood {
  const sink = new Sink()
  const found: Understood[] = []
  const input = { inventories: [new Source('inventory.yml', text)], facts: facts === '' ? [] : [new Source('facts.yml', facts)] }
  understand(input, sink, { loaded: (loaded) => found.push({ ...loaded, secrets: sink.secrets(), betrays: (each) => sink.betrays(each) }) })
  const [understood] = found
  const errors = sink.list().filter(({ severity }) => severity === 'error')
  if (understood === undefined || errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  return understood
}

export function explainerOf(text: string, facts?: string): Explainer {
  return new Explainer(understoodOf(text, facts))
}

/** An answer, where there has to be one. */
export function answer<T extends object>(given: T): Exclude<T, { readonly problem: string }> {
  if (isProblem(given)) throw new Error(given.problem)
  return given as Exclude<T, { readonly problem: string }>
}
