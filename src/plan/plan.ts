import type { Change, FileChange } from '../diff/change.js'
import type { Comparison } from '../diff/diff.js'
import { type AccessChange, accessDiff } from './access.js'
import { impactOf, impactOfFile } from './impact/impact-of.js'
import { type Effect, effects, type Impact } from './impact.js'
import type { Step } from './steps/step.js'
import { stepsOf } from './steps/steps.js'
import { touchedClusters } from './touched.js'

export interface PlannedChange {
  readonly change: Change
  readonly impact: Impact
}

/** A file that differs, with what that takes. */
export interface PlannedFile {
  readonly file: FileChange
  /** Of the file as a whole where it is new or gone, or has other rights, another path or another layout. */
  readonly impact?: Impact
  readonly changes: readonly PlannedChange[]
}

/** What a change will do. */
export interface Plan {
  readonly comparison: Comparison
  /** By host, then path. */
  readonly files: readonly PlannedFile[]
  /** Who may connect now and could not, and the other way round; absent where a side is no inventory. */
  readonly access?: readonly AccessChange[]
  /** The worst effect of all; `nothing` where nothing differs. */
  readonly worst: Effect
}

/** What it takes to get from one side of a comparison to the other. Pure. */
export function planOf(comparison: Comparison): Plan {
  const { before, after } = comparison
  const sides = { ...(before.known === undefined ? {} : { before: before.known.model }), ...(after.known === undefined ? {} : { after: after.known.model }) }
  const files = comparison.files.map((file): PlannedFile => {
    const changes = file.changes.map((change): PlannedChange => ({ change, impact: impactOf(file, change, sides) }))
    const whole = file.kind !== 'changed' || changes.length === 0 || file.rights.length > 0
    return { file, ...(whole ? { impact: impactOfFile(file, sides) } : {}), changes }
  })
  return { comparison, files, ...accessOf(comparison), worst: worstOf(files) }
}

function accessOf(comparison: Comparison): Pick<Plan, 'access'> {
  const [before, after] = [comparison.before.known?.model, comparison.after.known?.model]
  if (before === undefined || after === undefined) return {}
  return { access: accessDiff(before, after, touchedClusters(comparison, [before, after])) }
}

/** Whether anything differs that means something: comments, quotes and the order of keys do not. */
export function isChange({ comparison, files }: Plan): boolean {
  return (
    comparison.subjects.length > 0 ||
    files.some(({ file: { kind, changes, rights, before, path } }) => kind !== 'changed' || changes.length + rights.length > 0 || before?.path !== path)
  )
}

/** What to type to get there; undefined where a side is no inventory. */
export function stepsOfPlan({ comparison: { before, after }, files }: Plan): readonly Step[] | undefined {
  if (before.known === undefined || after.known === undefined) return undefined
  return stepsOf(before.known.model, after.known.model, files, { before: before.name, after: after.name })
}

/** The worst effect on these files. */
export function worstOf(files: readonly PlannedFile[]): Effect {
  const found = files.flatMap(({ impact, changes }) => [impact, ...changes.map((each) => each.impact)].flatMap((each) => each?.effect ?? []))
  return found.reduce<Effect>((worst, effect) => (effects.indexOf(effect) > effects.indexOf(worst) ? effect : worst), 'nothing')
}
