import { type Plan, stepsOfPlan } from '../../../plan/plan.js'
import { here, type Step } from '../../../plan/steps/step.js'
import { counted } from '../../../report/text.js'
import { element } from '../../element.js'

/** What to type on a running system, in order; closed until somebody wants it. */
export function stepsPart(plan: Plan): readonly HTMLElement[] {
  const steps = stepsOfPlan(plan) ?? []
  if (steps.length === 0) return []
  return [
    element('details', { class: 'steps' }, element('summary', {}, `${counted(steps.length, 'step')} to get there`), element('ol', {}, ...steps.map(stepItem))),
  ]
}

function stepItem({ host, kind, command, why, verify, undo }: Step): HTMLElement {
  const facts = [
    ['Why', why],
    ['Verify', verify],
    ['Undo', undo],
  ] as const
  return element(
    'li',
    {},
    element(
      'p',
      {},
      element('b', {}, host === here ? 'here' : `on ${host}`),
      kind === 'manual' ? element('span', { class: 'warning' }, ' by hand') : undefined,
    ),
    element('pre', { tabindex: 0 }, command),
    element('dl', {}, ...facts.flatMap(([name, text]) => [element('dt', { class: 'soft' }, name), element('dd', {}, text)])),
  )
}
