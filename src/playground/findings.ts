import type { Diagnostic, Severity } from '../diagnostics/diagnostic.js'
import type { Span } from '../source/span.js'
import { button, element } from './element.js'

const severities: readonly Severity[] = ['error', 'warning', 'note']

/** The list of findings, errors first; each leads to its place. */
export class FindingList {
  readonly root: HTMLElement
  private shown = ''

  constructor(private readonly jump: (place: Span) => void) {
    this.root = element('div', { class: 'findings', id: 'findings', role: 'region', 'aria-label': 'Findings' })
    this.root.addEventListener('keydown', (event) => this.walk(event))
  }

  /** Left alone where nothing is different, so that whoever stands in it stays there. */
  show(found: readonly Diagnostic[]): void {
    const diagnostics = severities.flatMap((severity) => found.filter((each) => each.severity === severity))
    const key = JSON.stringify(diagnostics.map(({ at, severity, code, message }) => [String(at), severity, code, message]))
    if (key === this.shown) return
    this.shown = key
    this.root.replaceChildren(
      diagnostics.length === 0
        ? element('p', { class: 'good nothing' }, 'Nothing to report.')
        : element('ol', {}, ...diagnostics.map((finding) => this.item(finding))),
    )
  }

  focus(): void {
    this.root.querySelector('button')?.focus()
  }

  private item({ at, severity, code, message, hint, related }: Diagnostic): HTMLElement {
    const { line, column } = at.from
    const head = element(
      'span',
      {},
      element('span', { class: severity }, severity),
      ' ',
      element('code', {}, code),
      element('span', { class: 'soft' }, ` ${line}:${column} `),
      element('span', { class: 'message' }, message),
    )
    return element(
      'li',
      {},
      button(head, { class: 'finding', 'data-code': code }, () => this.jump(at)),
      hint === undefined ? undefined : element('p', { class: 'soft hint' }, hint),
      ...related.map((other) => button(`${other.at.from.line}:${other.at.from.column} ${other.message}`, { class: 'related soft' }, () => this.jump(other.at))),
    )
  }

  private walk(event: KeyboardEvent): void {
    const buttons = [...this.root.querySelectorAll('button')]
    const at = buttons.findIndex((each) => each.matches(':focus'))
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    const next = to === undefined ? undefined : buttons[to]
    if (next === undefined) return
    event.preventDefault()
    next.focus()
  }
}
