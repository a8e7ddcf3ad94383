import { isDeepStrictEqual } from 'node:util'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import { Sink } from '../../diagnostics/sink.js'
import type { SideFile } from '../../diff/change.js'
import { compiledSide } from '../../diff/compiled-side.js'
import { diff } from '../../diff/diff.js'
import type { Side } from '../../diff/side.js'
import { type Plan, planOf } from '../../plan/plan.js'
import { frame } from '../../report/frame.js'
import type { Paint } from '../../report/paint.js'
import { planText } from '../../report/plan/text.js'
import { tally } from '../../report/text.js'
import { Session } from '../../session.js'
import type { CompileInput, CompileOptions, Interpreted, Loaded } from '../../understand.js'

/** What fits on a screen, and all of it. */
interface Texts {
  readonly short: string
  readonly full: string
}

/** What there is to show of the inventory as it was saved. */
export interface Round {
  /** Errors, and what was not found at the start; in full all that was found. */
  readonly findings: Texts
  /** What was found, counted. */
  readonly counts: string
  /** The plan; with errors the last one that there was. */
  readonly plan: Texts
  /** Whether the plan is that of an earlier round. */
  readonly old: boolean
}

/** Compiles an inventory round after round and compares it with where it began: with a compiled tree, else with itself at the start. */
export class Rounds {
  private readonly session = new Session()
  private before: Side | undefined
  private shared = false
  private known: ReadonlySet<string> | undefined
  private last: Texts = { short: '', full: '' }

  constructor(
    private readonly name: string,
    private readonly paint: Paint,
  ) {}

  /** Compares with this from the next round on. */
  against(before: Side): void {
    this.before = before
    this.shared = false
  }

  next(input: CompileInput, { progress }: Pick<CompileOptions, 'progress'> = {}): Round {
    const options = { opaque: true, ...(progress === undefined ? {} : { progress }) }
    // A side of its own: what the session made moves with the text.
    this.before ??= compiledSide('the start', input, options).side
    const sink = new Sink()
    let understood: (Loaded & Interpreted) | undefined
    const { diagnostics, secrets, files, model } = this.session.compileWith(sink, input, {
      ...options,
      loaded: (loaded) => {
        understood = loaded
      },
    })
    this.known ??= new Set(diagnostics.filter(({ severity }) => severity !== 'error').map(nameOf))
    const shown = diagnostics.filter((found) => found.severity === 'error' || this.known?.has(nameOf(found)) === false)
    const framed = (all: readonly Diagnostic[]): string => all.map((found) => `${frame(found, { secrets, paint: this.paint })}\n`).join('')
    const findings = {
      short: framed(shown),
      // Until the next round, and only where somebody wants to see it.
      get full() {
        return framed(diagnostics)
      },
    }
    const counts = tally(diagnostics)
    if (model === undefined || understood === undefined || this.before === undefined) return { findings, counts, plan: this.last, old: true }
    const known = { model, understood, diagnostics, secrets, words: sink.concealedTexts() }
    if (!this.shared) this.before = sharing(this.before, files)
    this.shared = true
    const plan = planOf(diff(this.before, { name: this.name, kind: 'inventory', files, known }))
    this.last = textsOf(plan, this.paint)
    return { findings, counts, plan: this.last, old: false }
  }
}

/** The side with the files of a round where they are equal: that these are the same need not be found out again. */
function sharing(side: Side, own: readonly SideFile[]): Side {
  const known = new Map(own.map((file) => [`${file.host}:${file.path}`, file]))
  const files = side.files.map((file) => {
    const other = known.get(`${file.host}:${file.path}`)
    return other !== undefined && isDeepStrictEqual(other, file) ? other : file
  })
  return { ...side, files }
}

/** What makes a finding the same one in another place of the text. */
function nameOf({ code, message }: Diagnostic): string {
  return `${code} ${message}`
}

/** All of it at once: a plan is shown in later rounds too, when the places in it are gone. */
function textsOf(plan: Plan, paint: Paint): Texts {
  return { short: planText(plan, { paint }), full: planText(plan, { paint, full: true }) }
}
