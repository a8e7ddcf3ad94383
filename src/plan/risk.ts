import { dropsIn, emptiesDatabase } from './drops.js'
import type { Plan, PlannedFile } from './plan.js'

/** What a run may be told to fail on. */
export const risks = ['restart', 'access-widened', 'destructive'] as const

export type Risk = (typeof risks)[number]

/** Why a plan has a risk, one sentence each; none where it has not. */
export function reasonsFor(risk: Risk, plan: Plan): string[] {
  switch (risk) {
    case 'restart':
      return restarts(plan.files)
    case 'access-widened':
      return (plan.access ?? []).some(({ effect }) => effect === 'widened') ? ['somebody may connect who could not before, or needs less for it'] : []
    case 'destructive':
      return destructions(plan)
  }
}

/** What restarts something, or may: what nobody knows counts as if it did. */
function restarts(files: readonly PlannedFile[]): string[] {
  const effects = new Set(impactsOf(files).map(({ effect }) => effect))
  return (['restart', 'rolling restart', 'impossible', 'unknown'] as const)
    .filter((effect) => effects.has(effect))
    .map((effect) => `the worst of some changes is: ${effect}`)
}

/** What takes something away that holds data, or would have to. */
function destructions({ comparison, files }: Plan): string[] {
  const gone = comparison.subjects
    .filter(({ kind, subject }) => kind === 'removed' && subject !== 'service')
    .map(({ subject, name }) => `${subject} ${name} goes`)
  const impossible = impactsOf(files).some(({ effect }) => effect === 'impossible') ? ['some changes are impossible on a living cluster'] : []
  return [...gone, ...impossible, ...(files.some(drops) ? ['a script drops a database, a role or what is in one'] : [])]
}

function impactsOf(files: readonly PlannedFile[]) {
  return files.flatMap(({ impact, changes }) => [...(impact === undefined ? [] : [impact]), ...changes.map((each) => each.impact)])
}

/** Whether a script drops something that it did not drop before, or, since it differs, is run and drops once more what it makes. */
function drops({ file: { artifact, before, after }, changes }: PlannedFile): boolean {
  if (artifact?.startsWith('sql/') !== true || after === undefined) return false
  const known = dropsIn(before?.text ?? '')
  return dropsIn(after.text).some((line) => !known.includes(line)) || (changes.length > 0 && emptiesDatabase(after.text))
}
