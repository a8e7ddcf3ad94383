import { topology } from '../../graph/topology.js'
import { svg } from '../../report/graph/svg.js'
import type { State } from '../compiler.js'
import { element } from '../element.js'
import type { Panel } from '../tabs.js'
import type { Workbench } from '../workbench.js'

/** The topology, drawn. */
export class GraphPanel implements Panel {
  readonly id = 'graph'
  readonly title = 'Graph'
  readonly root: HTMLElement
  private readonly cluster = element('select', { id: 'graph-cluster' })
  private readonly picture = element('div', { class: 'picture', tabindex: 0, role: 'region', 'aria-label': 'Topology' })
  private readonly sheet = new CSSStyleSheet()
  private drawn: { readonly state: State | undefined; readonly cluster: string } | undefined

  constructor(private readonly workbench: Workbench) {
    const shadow = this.picture.attachShadow({ mode: 'open' })
    const full = element('input', { type: 'checkbox' })
    full.addEventListener('change', () => this.picture.classList.toggle('full', full.checked))
    const fit = new CSSStyleSheet()
    fit.replaceSync('svg{display:block}:host(:not(.full)) svg{min-width:640px;max-width:100%;height:auto}')
    shadow.adoptedStyleSheets = [this.sheet, fit]
    this.root = element(
      'div',
      {},
      element('div', { class: 'bar' }, element('label', { for: 'graph-cluster' }, 'Show'), this.cluster, element('label', {}, full, ' Full size')),
      this.picture,
    )
    this.cluster.addEventListener('change', () => this.show())
  }

  show(): void {
    const { model } = this.workbench.outcome
    const { state } = this.workbench
    const wanted = this.cluster.value
    if (model === undefined || (this.drawn?.state === state && this.drawn?.cluster === wanted)) return
    const names = model.clusters.map(({ name }) => name)
    const chosen = names.includes(wanted) ? wanted : ''
    this.cluster.replaceChildren(
      element('option', { value: '' }, 'all clusters'),
      ...names.map((name) => element('option', { value: name, selected: name === chosen }, name)),
    )
    this.cluster.value = chosen
    this.drawn = { state, cluster: chosen }
    this.draw(
      svg(
        topology(
          model,
          model.clusters.find(({ name }) => name === chosen),
        ),
      ),
    )
  }

  /** The picture's own styles are adopted: as an element the page's policy would not let them in. */
  private draw(text: string): void {
    this.sheet.replaceSync(/<style>([^<]*)<\/style>/.exec(text)?.[1] ?? '')
    const { documentElement } = new DOMParser().parseFromString(text.replace(/<style>[^<]*<\/style>/, ''), 'image/svg+xml')
    this.picture.shadowRoot?.replaceChildren(documentElement)
  }
}
