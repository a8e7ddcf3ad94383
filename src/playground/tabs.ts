import { button, element } from './element.js'

/** One of the views beside the editor. */
export interface Panel {
  readonly id: string
  readonly title: string
  readonly root: HTMLElement
  /** Shows the present state; called only while the panel is in sight. */
  show(): void
}

/** Panels of which one is in sight. Arrows, Home and End move along their names, as in any tab list. */
export class Tabs {
  readonly root: HTMLElement
  private readonly buttons: readonly HTMLButtonElement[]
  private at = 0

  constructor(private readonly panels: readonly Panel[]) {
    this.buttons = panels.map(({ id, title }, index) => button(title, { id: `tab-${id}`, role: 'tab', 'aria-controls': `panel-${id}` }, () => this.open(index)))
    const list = element('div', { role: 'tablist', 'aria-label': 'Views' }, ...this.buttons)
    list.addEventListener('keydown', (event) => this.walk(event))
    for (const { id, root } of panels) {
      root.id = `panel-${id}`
      root.setAttribute('role', 'tabpanel')
      root.setAttribute('aria-labelledby', `tab-${id}`)
      root.classList.add('panel')
    }
    this.root = element('div', { class: 'tabs' }, list, ...panels.map(({ root }) => root))
    this.open(0)
  }

  /** The panel in sight shows what there is now. */
  refresh(): void {
    this.panels[this.at]?.show()
  }

  /** Puts a sign on a tab: how many changes there are. */
  badge(id: string, text: string): void {
    const index = this.panels.findIndex((panel) => panel.id === id)
    const panel = this.panels[index]
    this.buttons[index]?.replaceChildren(panel?.title ?? '', ...(text === '' ? [] : [' ', element('span', { class: 'badge' }, text)]))
  }

  focus(): void {
    this.buttons[this.at]?.focus()
  }

  private open(index: number): void {
    this.at = index
    this.buttons.forEach((each, other) => {
      each.setAttribute('aria-selected', String(other === index))
      each.tabIndex = other === index ? 0 : -1
    })
    this.panels.forEach(({ root }, other) => {
      root.hidden = other !== index
    })
    this.refresh()
  }

  private walk(event: KeyboardEvent): void {
    const last = this.panels.length - 1
    const to = { ArrowRight: this.at === last ? 0 : this.at + 1, ArrowLeft: this.at === 0 ? last : this.at - 1, Home: 0, End: last }[event.key]
    if (to === undefined) return
    event.preventDefault()
    this.open(to)
    this.focus()
  }
}
