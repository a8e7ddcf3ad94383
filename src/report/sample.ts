import { codes as accessCodes } from '../access/codes.js'
import { checkExpectations } from '../access/expect.js'
import { type Compilation, compile } from '../compile.js'
import { Sink } from '../diagnostics/sink.js'
import { compiledSide } from '../diff/compiled-side.js'
import { diff } from '../diff/diff.js'
import { accessDiff } from '../plan/access.js'
import { codes as planCodes } from '../plan/codes.js'
import { checkIntentions } from '../plan/intended.js'
import { Source } from '../source/source.js'

/** An inventory that yields a finding of some code, and the same without the mistake. */
export interface Sample {
  readonly failing: string
  readonly corrected: string
}

export type Samples = Readonly<Record<string, Sample>>

/** Codes whose samples are facts files. Their inventory is the one that says all facts itself. */
const ofFacts: readonly string[] = ['facts-shape', 'facts-unknown']

/** Codes whose samples are files of expectations, about an inventory whose user ann has a role and no password. */
const ofExpectations: readonly string[] = Object.keys(accessCodes)

/** Codes whose samples are files of intentions, about that inventory and the same with one more access rule. */
const ofIntentions: readonly string[] = Object.keys(planCodes)

export function compileSample(code: string, kind: keyof Sample, samples: Samples): Compilation {
  const text = samples[code]?.[kind] ?? ''
  const valid = samples['facts-assumed']?.corrected ?? ''
  if (code === 'extra-variables')
    return compile({ inventories: [new Source('inventory.yml', valid)], extraVariables: [{ source: new Source('extra.yml', text), form: 'file' }] })
  if (ofExpectations.includes(code))
    return expected(compile({ inventories: [new Source('inventory.yml', samples['membership-cycle']?.corrected ?? '')] }), new Source('expectations.yml', text))
  if (ofIntentions.includes(code)) return intended(samples['membership-cycle']?.corrected ?? '', new Source('intended.yml', text))
  if (!ofFacts.includes(code)) return compile({ inventories: [new Source('inventory.yml', text)] }, { opaque: code === 'value-opaque' })
  const inventory = new Source('inventory.yml', valid)
  return compile({ inventories: [inventory], facts: [new Source('facts.yml', text)] })
}

function expected(compilation: Compilation, source: Source): Compilation {
  const sink = new Sink()
  if (compilation.model !== undefined) checkExpectations(source, compilation.model, sink)
  return { ...compilation, diagnostics: sink.list() }
}

const newRule = '        pg_hba_rules: [{ user: dbuser_monitor, db: all, addr: 203.0.113.0/24, auth: ssl }]\n'

function intended(before: string, source: Source): Compilation {
  const after = new Source('inventory.yml', before.replace(/^ +pg_cluster: .*\n/m, `$&${newRule}`))
  const [old, now] = [new Source('before.yml', before), after].map((each) => compiledSide(each.name, { inventories: [each] }).side)
  const sink = new Sink()
  if (old?.known !== undefined && now?.known !== undefined) checkIntentions(source, diff(old, now), accessDiff(old.known.model, now.known.model), sink)
  return { ...compile({ inventories: [after] }), diagnostics: sink.list() }
}

/** The lines in which the corrected sample differs from the failing one, with a line around them: where they begin (from 1), and their text. */
export function correction({ failing, corrected }: Sample): { readonly first: number; readonly lines: readonly string[] } {
  const [before, after] = [failing.trimEnd().split('\n'), corrected.trimEnd().split('\n')]
  let head = 0
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head++
  let tail = 0
  while (tail < Math.min(before.length, after.length) - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const from = Math.max(0, head - 1)
  return { first: from + 1, lines: after.slice(from, after.length - tail + 1) }
}
