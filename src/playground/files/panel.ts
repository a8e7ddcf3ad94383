import { counted } from '../../report/text.js'
import { element, say } from '../element.js'
import type { Panel } from '../tabs.js'
import type { Workbench } from '../workbench.js'
import { keyOf, type ListedFile, listFiles } from './listing.js'
import { maskedText } from './masked.js'
import { FileTree } from './tree.js'
import { FileView } from './view.js'

/** The files of every host, and one of them. */
export class FilesPanel implements Panel {
  readonly id = 'files'
  readonly title = 'Files'
  readonly root: HTMLElement
  private readonly filter = element('input', {
    type: 'search',
    id: 'file-filter',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'words in paths and texts',
  })
  private readonly onlyChanged = element('input', { type: 'checkbox' })
  private readonly differences = element('input', { type: 'checkbox', checked: true })
  private readonly credentials = element('input', { type: 'checkbox' })
  private readonly count = element('p', { class: 'soft count', role: 'status' })
  private readonly tree = new FileTree((file) => this.choose(file))
  private readonly view = new FileView((file) => (this.credentials.checked ? file.text : maskedText(file, [this.workbench.pinned, this.workbench.state])))
  private chosen: string | undefined

  constructor(private readonly workbench: Workbench) {
    const label = (input: HTMLElement, text: string): HTMLElement => element('label', {}, input, ` ${text}`)
    this.root = element(
      'div',
      {},
      element(
        'div',
        { class: 'bar' },
        element('label', { for: 'file-filter' }, 'Find'),
        this.filter,
        label(this.onlyChanged, 'Changed only'),
        label(this.differences, 'Differences'),
        label(this.credentials, 'Credentials'),
      ),
      element('div', { class: 'files' }, element('div', { class: 'side' }, this.count, this.tree.root), this.view.root),
    )
    this.filter.addEventListener('input', () => this.show())
    for (const box of [this.onlyChanged, this.differences, this.credentials]) box.addEventListener('change', () => this.show())
  }

  show(): void {
    const all = listFiles(this.workbench.pinned, this.workbench.state)
    const words = this.filter.value.toLowerCase().split(' ').filter(Boolean)
    const files = all.filter((file) => (!this.onlyChanged.checked || file.presence !== 'same') && matches(file, words))
    const chosen = files.find((file) => keyOf(file) === this.chosen) ?? files.find(({ path }) => path.endsWith('/patroni.yml')) ?? files[0]
    this.chosen = chosen && keyOf(chosen)
    this.count.classList.toggle('warning', this.workbench.stale)
    say(
      this.count,
      `${files.length === all.length ? counted(all.length, 'file') : `${files.length} of ${counted(all.length, 'file')}`}${this.workbench.stale ? ', as of the last state without errors' : ''}`,
    )
    this.tree.show(files, chosen)
    this.view.show(chosen, this.differences.checked)
  }

  private choose(file: ListedFile): void {
    this.chosen = keyOf(file)
    this.view.show(file, this.differences.checked)
  }
}

function matches({ host, path, before, after }: ListedFile, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const hay = `${host}:${path}\n${(after ?? before)?.text ?? ''}`.toLowerCase()
  return words.every((word) => hay.includes(word))
}
