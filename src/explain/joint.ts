import type { Cause } from './cause.js'
import { differences, type Target } from './effects.js'
import type { Change, Experiment } from './experiment.js'
import { narrow } from './narrow.js'
import { isIdentity } from './variations.js'

/** A cause with changes that alone leave a line as it is. */
export interface Idle {
  readonly cause: Cause
  readonly changes: readonly Change[]
}

/** Causes of which none does anything to the line as long as one of the others is as it is. */
export interface JointSet {
  readonly causes: readonly Cause[]
  /** Whether the whole file goes with them. */
  readonly decides: boolean
}

export interface JointCauses {
  readonly sets: readonly JointSet[]
  /** Whether the search ended at its bound. */
  readonly bounded: boolean
}

interface Step {
  readonly cause: Cause
  readonly change: Change
}

/** Experiments for one line: enough for all idle causes of a file, each with a few values, and for what is found in them. */
const enough = 120
/** How many values of each cause are tried together with others. */
const most = 6

/**
 * Finds causes that hold a line of a file only together, such as the same address at two places. All idle causes are changed at once, as far as the
 * inventory can then be built; where the line is lost, a smallest set with which it still is remains. Each cause takes its values in turn. Who somebody
 * is, is left out: nobody is anybody else together with others. An empty line is nobody's.
 */
export function jointCauses(target: Target, line: number, idle: readonly Idle[], experiment: Experiment, budget = enough): JointCauses {
  if (target.lines[line]?.trim() === '') return { sets: [], bounded: false }
  const search = new Search(target, line, experiment, budget)
  const able = idle.filter(({ cause }) => cause.kind !== 'host' && !isIdentity(cause.name))
  const rounds = Math.min(most, Math.max(0, ...able.map(({ changes }) => changes.length)))
  for (let round = 0; round < rounds; round++)
    search.within(
      able.flatMap(({ cause, changes }) => changes.slice(round % changes.length, (round % changes.length) + 1).map((change) => ({ cause, change }))),
    )
  return { sets: search.found, bounded: search.left <= 0 }
}

/** What becomes of the line. */
interface Fate {
  readonly lost: boolean
  readonly decides: boolean
  /** How many lines of this text the file has. */
  readonly copies: number
  readonly valid: () => boolean
}

class Search {
  readonly found: JointSet[] = []
  private readonly known: (readonly Cause[])[] = []
  private readonly fates = new WeakMap<readonly Step[], Fate | undefined>()

  constructor(
    private readonly target: Target,
    private readonly line: number,
    private readonly experiment: Experiment,
    public left: number,
  ) {}

  /** Every smallest set among these steps: after one is found, those without its first or its second. */
  within(steps: readonly Step[]): void {
    const able = this.buildable(steps)
    if (this.fate(able)?.lost !== true) return
    const smallest = this.smallest(able)
    this.note(smallest)
    for (const step of smallest.slice(0, 2)) this.within(able.filter((each) => each !== step))
  }

  private note(steps: readonly Step[]): void {
    const all = this.fate(steps)
    if (all?.lost !== true || steps.length < 2 || this.known.some((causes) => steps.every(({ cause }) => causes.includes(cause)))) return
    if ((!all.decides && !this.isMore(all, steps)) || !all.valid()) return
    this.known.push(steps.map(({ cause }) => cause))
    this.found.push({ causes: steps.map((step) => this.narrowed(step, steps)), decides: all.decides })
  }

  /** Whether more lines of this text go than go with each step alone: of lines that say the same, nobody can tell which of them went with which. */
  private isMore({ copies }: Fate, steps: readonly Step[]): boolean {
    const text = this.target.lines[this.line]
    const now = this.target.lines.filter((each) => each === text).length
    if (now === 1) return true
    const alone = steps.map((step) => this.fate([step]))
    return alone.every((fate) => fate !== undefined) && now - copies > alone.reduce((sum, fate) => sum + now - (fate?.copies ?? now), 0)
  }

  /** The part of a list or map that matters beside the other steps, where it is one. */
  private narrowed(step: Step, steps: readonly Step[]): Cause {
    const [part, ...more] = narrow(step.cause, (change) => this.fate(steps.map((each) => (each === step ? { ...step, change } : each)))?.lost)
    return part === undefined || more.length > 0 ? step.cause : part
  }

  /** Undefined also where no experiment is left. */
  private fate(steps: readonly Step[]): Fate | undefined {
    if (this.fates.has(steps)) return this.fates.get(steps)
    if (this.left <= 0) return undefined
    this.left--
    const fate = this.tried(steps)
    this.fates.set(steps, fate)
    return fate
  }

  private tried(steps: readonly Step[]): Fate | undefined {
    const outcome = this.experiment.run({ kind: 'all', changes: steps.map(({ change }) => change) })
    const differing = outcome === undefined ? undefined : differences([this.target], outcome)
    if (outcome === undefined || differing === undefined) return undefined
    const { lost, after = this.target.lines } = differing.get(this.target) ?? { lost: new Set<number>() }
    const text = this.target.lines[this.line]
    const decides = lost === undefined
    return { lost: decides || lost.has(this.line), decides, copies: after.filter((each) => each === text).length, valid: outcome.valid }
  }

  /** The steps without those that cannot be taken together with others. */
  private buildable(steps: readonly Step[]): readonly Step[] {
    if (steps.length < 2 || this.fate(steps) !== undefined) return steps
    const half = steps.length >> 1
    const [first, second] = [this.buildable(steps.slice(0, half)), this.buildable(steps.slice(half))]
    const both = [...first, ...second]
    return this.fate(both) !== undefined ? both : first.length < second.length ? second : first
  }

  /** Of steps with which the line is lost, as few as can be: none is in it without need. */
  private smallest(steps: readonly Step[]): readonly Step[] {
    let kept = steps
    for (let size = kept.length >> 1; size > 0; size >>= 1)
      for (let at = 0; at < kept.length; ) {
        const rest = [...kept.slice(0, at), ...kept.slice(at + size)]
        if (rest.length > 0 && this.fate(rest)?.lost === true) kept = rest
        else at += size
      }
    return kept
  }
}
