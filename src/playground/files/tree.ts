import { counted } from '../../report/text.js'
import { element } from '../element.js'
import { keyOf, type ListedFile } from './listing.js'

const signs = { same: '', new: 'new', changed: 'changed', removed: 'removed' } as const

/** Hosts and their files, as a tree that arrows walk through. */
export class FileTree {
  readonly root: HTMLElement
  private readonly closed = new Set<string>()
  private chosen: string | undefined
  private seen: string | undefined
  private shown = ''
  private files: readonly ListedFile[] = []

  /** `choose` is called when somebody goes to a file. */
  constructor(private readonly choose: (file: ListedFile) => void) {
    this.root = element('div', { class: 'tree', role: 'tree', 'aria-label': 'Files by host' })
    this.root.addEventListener('click', ({ target }) => {
      const item = target instanceof Element ? target.closest<HTMLElement>('[role=treeitem]') : null
      if (item === null) return
      if (item.dataset.host === undefined) this.go(item)
      else this.fold(item, !this.closed.has(item.dataset.host))
    })
    this.root.addEventListener('keydown', (event) => this.walk(event))
  }

  /** Shows these files; the chosen one stays. */
  show(files: readonly ListedFile[], chosen: ListedFile | undefined): void {
    const key = JSON.stringify(files.map(({ host, path, presence }) => [host, path, presence]))
    this.files = files
    this.chosen = chosen && keyOf(chosen)
    if (key !== this.shown) {
      const had = this.root.contains(document.activeElement)
      this.shown = key
      const byHost = new Map<string, ListedFile[]>()
      for (const file of files) byHost.set(file.host, [...(byHost.get(file.host) ?? []), file])
      this.root.replaceChildren(...[...byHost].map(([host, own]) => this.host(host, own)))
      if (files.length === 0) this.root.replaceChildren(element('p', { class: 'soft nothing' }, 'No files.'))
      if (had) this.stop()?.focus()
    }
    this.choice()
    if (this.chosen !== this.seen && this.root.clientHeight > 0) this.scrollToChosen()
  }

  /** Only the list moves, not the page around it. */
  private scrollToChosen(): void {
    const item = [...this.root.querySelectorAll<HTMLElement>('[aria-selected=true]')][0]
    this.seen = this.chosen
    if (item !== undefined) this.root.scrollTop = item.offsetTop - this.root.offsetTop - this.root.clientHeight / 3
  }

  private host(host: string, files: readonly ListedFile[]): HTMLElement {
    const changed = files.filter(({ presence }) => presence !== 'same').length
    const open = !this.closed.has(host)
    return element(
      'div',
      {},
      element(
        'div',
        { role: 'treeitem', class: 'host', 'aria-expanded': String(open), 'aria-level': 1, tabindex: -1, 'data-host': host },
        element('b', {}, host),
        element('span', { class: 'soft' }, ` ${counted(files.length, 'file')}${changed === 0 ? '' : `, ${changed} differ`}`),
      ),
      element('div', { role: 'group', hidden: !open }, ...files.map((file) => this.file(file))),
    )
  }

  private file(file: ListedFile): HTMLElement {
    const cut = file.path.lastIndexOf('/') + 1
    return element(
      'div',
      { role: 'treeitem', class: `leaf mono ${file.presence}`, 'aria-level': 2, tabindex: -1, 'data-key': keyOf(file), title: file.path },
      element('span', { class: 'soft way' }, file.path.slice(0, cut)),
      element('span', { class: 'name' }, file.path.slice(cut)),
      signs[file.presence] === '' ? undefined : element('span', { class: 'sign' }, ` ${signs[file.presence]}`),
    )
  }

  /** One item is what the tab key stops at. */
  private stop(): HTMLElement | undefined {
    const items = this.visible()
    return items.find(({ dataset }) => dataset.key === this.chosen) ?? items[0]
  }

  private visible(): readonly HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('[role=treeitem]')].filter((item) => item.closest('[role=group]')?.hasAttribute('hidden') !== true)
  }

  private choice(): void {
    for (const item of this.root.querySelectorAll<HTMLElement>('[role=treeitem]')) {
      if (item.dataset.key !== undefined) item.setAttribute('aria-selected', String(item.dataset.key === this.chosen))
      item.tabIndex = -1
    }
    const stop = this.stop()
    if (stop !== undefined) stop.tabIndex = 0
  }

  private go(item: HTMLElement): void {
    const file = this.files.find((each) => keyOf(each) === item.dataset.key)
    if (file !== undefined) {
      this.chosen = keyOf(file)
      this.seen = this.chosen
      this.choose(file)
    }
    this.choice()
    this.stand(item)
  }

  private stand(item: HTMLElement): void {
    for (const other of this.visible()) other.tabIndex = -1
    item.tabIndex = 0
    item.focus()
  }

  private fold(item: HTMLElement, close: boolean): void {
    const { host = '' } = item.dataset
    if (close) this.closed.add(host)
    else this.closed.delete(host)
    item.setAttribute('aria-expanded', String(!close))
    item.nextElementSibling?.toggleAttribute('hidden', close)
    this.stand(item)
  }

  private walk(event: KeyboardEvent): void {
    const items = this.visible()
    const item = items.find((each) => each === document.activeElement)
    if (item === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    const at = items.indexOf(item)
    const isHost = item.dataset.host !== undefined
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
    if (to !== undefined) {
      const next = items[to]
      if (next?.dataset.host === undefined) next && this.go(next)
      else this.stand(next)
    } else if (isHost && ['ArrowRight', 'ArrowLeft', 'Enter', ' '].includes(event.key)) {
      this.fold(item, event.key === 'ArrowLeft' || (event.key !== 'ArrowRight' && !this.closed.has(item.dataset.host ?? '')))
    } else if (!isHost && event.key === 'ArrowLeft') {
      const host = item.closest('[role=group]')?.previousElementSibling
      if (host instanceof HTMLElement) this.stand(host)
    } else return
    event.preventDefault()
  }
}
