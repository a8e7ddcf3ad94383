import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { compiledSide } from '../../src/diff/compiled-side.js'
import { diff } from '../../src/diff/diff.js'
import { type Plan, planOf } from '../../src/plan/plan.js'
import type { Step } from '../../src/plan/steps/step.js'
import { stepsOf } from '../../src/plan/steps/steps.js'
import { Source } from '../../src/source/source.js'

/** A plan and its steps. The test fails where an inventory has an error. */
export interface Planned {
  readonly plan: Plan
  readonly steps: readonly Step[]
}

export function planned(before: string, after: string): Planned {
  const [old, now] = [
    ['before.yml', before],
    ['after.yml', after],
  ].map(([name = '', text = '']) => {
    const { side, diagnostics } = compiledSide(name, { inventories: [new Source(name, text)] })
    return side ?? expect.fail(diagnostics.map(({ message }) => message).join('\n'))
  })
  if (old?.known === undefined || now?.known === undefined) return expect.fail('no models')
  const plan = planOf(diff(old, now))
  return { plan, steps: stepsOf(old.known.model, now.known.model, plan.files, { before: 'before.yml', after: 'after.yml' }) }
}

export function plannedFixture(name: string): Planned {
  const text = (side: string): string => readFileSync(`fixtures/plans/${name}/${side}.yml`, 'utf8')
  return planned(text('before'), text('after'))
}
