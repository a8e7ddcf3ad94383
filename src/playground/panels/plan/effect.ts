import type { ChangeKind } from '../../../diff/change.js'
import type { Effect, Impact } from '../../../plan/impact.js'
import { element } from '../../element.js'

const grades: Readonly<Record<Effect, string>> = {
  nothing: 'good',
  'next run': 'good',
  reload: 'note',
  restart: 'warning',
  'rolling restart': 'warning',
  manual: 'warning',
  impossible: 'error',
  unknown: 'error',
}

/** What a change takes, in a colour that says how bad that is. */
export function effectMark(effect: Effect): HTMLElement {
  return element('strong', { class: `effect ${grades[effect]}` }, effect)
}

/** The same with its reason, and what to type. */
export function impactParts({ effect, order, reason, command }: Impact): readonly HTMLElement[] {
  return [
    element('p', {}, effectMark(effect), order === undefined || order === 'any' ? '' : `, ${order}`, `: ${reason}`),
    ...(command === undefined ? [] : [element('pre', { tabindex: 0 }, command)]),
  ]
}

const signs: Readonly<Record<ChangeKind, string>> = { added: '+', removed: '−', changed: '~' }

/** Whether something is new, gone or different. */
export function changeMark(kind: ChangeKind): HTMLElement {
  return element('span', { class: `sign ${kind}`, role: 'img', 'aria-label': kind }, signs[kind])
}
