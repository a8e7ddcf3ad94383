import { type Plan, planOf } from '../../../plan/plan.js'
import { accessSentence } from '../../../report/access/changes.js'
import { summaryLines } from '../../../report/plan/text.js'
import type { Span } from '../../../source/span.js'
import type { State } from '../../compiler.js'
import { element } from '../../element.js'
import type { Panel } from '../../tabs.js'
import type { Workbench } from '../../workbench.js'
import { changeMark, effectMark } from './effect.js'
import { fileSections } from './files.js'
import { stepsPart } from './steps.js'

/** What has changed since the pinned state, and what a running system needs for it. */
export class PlanPanel implements Panel {
  readonly id = 'plan'
  readonly title = 'Plan'
  readonly root: HTMLElement
  private readonly note = element('p', { class: 'warning' }, 'As of the last state without errors.')
  private readonly body = element('div')
  private drawn: { readonly pinned: State | undefined; readonly state: State | undefined } | undefined
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly workbench: Workbench,
    private readonly jump: (place: Span) => void,
  ) {
    this.root = element('div', { tabindex: 0 }, this.note, this.body)
  }

  /** Comparing takes longer than compiling what changed: it waits for a pause. */
  show(): void {
    const { pinned, state, stale } = this.workbench
    this.note.hidden = !stale
    if (this.drawn !== undefined && this.drawn.pinned === pinned && this.drawn.state === state) return
    this.drawn = { pinned, state }
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.draw(), 100)
  }

  private draw(): void {
    const comparison = this.workbench.comparison()
    if (comparison === undefined) {
      this.body.replaceChildren(element('p', {}, 'There is a plan once the inventory has no errors.'))
      return
    }
    const plan = planOf(comparison)
    this.body.replaceChildren(
      ...(plan.files.length === 0 && comparison.subjects.length === 0
        ? [
            element('p', { class: 'good' }, 'Nothing differs from the pinned state.'),
            element('p', { class: 'soft' }, 'Change something in the inventory, and this is what it takes on a running system.'),
          ]
        : [headPart(plan), ...subjectsPart(plan), ...accessPart(plan), ...fileSections(plan, this.jump), ...stepsPart(plan)]),
    )
  }
}

function headPart(plan: Plan): HTMLElement {
  const [summary = ''] = summaryLines(plan)
  return element('div', { class: 'head' }, element('p', {}, 'Worst effect: ', effectMark(plan.worst)), element('p', { class: 'soft' }, summary))
}

function subjectsPart({ comparison: { subjects } }: Plan): readonly HTMLElement[] {
  if (subjects.length === 0) return []
  const items = subjects.map(({ kind, subject, name, details }) =>
    element(
      'li',
      {},
      changeMark(kind),
      ` ${subject} `,
      element('b', {}, name),
      details.map((each) => `; ${each.name} ${each.before} → ${each.after}`).join(''),
    ),
  )
  return [element('ul', { class: 'subjects' }, ...items)]
}

/** Who may connect now and could not, and the other way round. */
function accessPart({ access = [] }: Plan): readonly HTMLElement[] {
  if (access.length === 0) return []
  const lines = new Map(access.map((change) => [`${change.certain ? '' : 'perhaps '}${change.effect} ${accessSentence(change)}`, change]))
  const items = [...lines].map(([line, { effect, certain }]) => {
    const style = effect !== 'widened' ? 'soft' : certain ? 'error' : 'warning'
    const length = line.indexOf(effect) + effect.length
    return element('li', {}, element('span', { class: style }, line.slice(0, length)), line.slice(length))
  })
  return [element('section', { class: 'kind' }, element('h3', {}, 'Who may connect'), element('ul', {}, ...items))]
}
