import { defaultKeymap } from '@codemirror/commands'
import { goToNextChunk, goToPreviousChunk, unifiedMergeView } from '@codemirror/merge'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import type { EmittedFile } from '../../emit/emit.js'
import { mount } from '../editor/shadow.js'
import { theme } from '../editor/theme.js'
import { element } from '../element.js'
import { languageOf } from './language.js'
import type { ListedFile } from './listing.js'

/** One file: its text, or how it differs from the pinned state. */
export class FileView {
  readonly root: HTMLElement
  private readonly title = element('h2', { class: 'mono', id: 'file-title' })
  private readonly about = element('p', { class: 'soft', id: 'file-about' })
  private readonly host = element('div', { class: 'code' })
  private view: EditorView | undefined
  private shown = ''

  /** `masked` is what may be seen of a text. */
  constructor(private readonly masked: (file: EmittedFile) => string) {
    this.root = element('div', { class: 'file' }, this.title, this.about, this.host)
  }

  /** `differences`: with what is gone and new in colour, the rest folded. */
  show(file: ListedFile | undefined, differences: boolean): void {
    const { before, after } = file ?? {}
    const [old, now] = [before && this.masked(before), after && this.masked(after)]
    const compared = differences && file?.presence !== 'same' && old !== undefined
    const key = JSON.stringify([file?.host, file?.path, file?.presence, compared, compared ? old : '', now ?? old])
    if (key === this.shown) return
    this.shown = key
    this.title.textContent = file === undefined ? 'No file' : `${file.host}:${file.path}`
    this.about.textContent = file === undefined ? '' : aboutText(file)
    const scrolled = this.view?.scrollDOM.scrollTop ?? 0
    const same = this.host.dataset.file === this.title.textContent
    this.host.dataset.file = this.title.textContent
    const state = EditorState.create({
      doc: compared ? (now ?? '') : (now ?? old ?? ''),
      extensions: [...this.extensions((after ?? before)?.artifact), ...(compared ? [comparedWith(old)] : [])],
    })
    if (this.view === undefined) this.view = mount(this.host, state)
    else this.view.setState(state)
    this.view.scrollDOM.scrollTop = same ? scrolled : 0
  }

  private extensions(artifact: string | undefined): readonly Extension[] {
    return [
      lineNumbers(),
      languageOf(artifact),
      theme,
      highlightSelectionMatches(),
      search({ top: true }),
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': 'Text of the file', 'aria-readonly': 'true' }),
      keymap.of([{ key: 'n', run: goToNextChunk }, { key: 'p', run: goToPreviousChunk }, ...defaultKeymap, ...searchKeymap]),
    ]
  }
}

function comparedWith(original: string): Extension {
  return unifiedMergeView({ original, mergeControls: false, highlightChanges: true, gutter: true, collapseUnchanged: { margin: 3, minSize: 6 } })
}

function aboutText({ presence, before, after }: ListedFile): string {
  const { owner, group, mode, secret } = after ?? before ?? {}
  const words = { same: 'as pinned', new: 'new', changed: 'changed', removed: 'no longer made' }
  const rights = owner === undefined || mode === undefined ? [] : [`${owner}:${group} ${mode}`]
  return [words[presence], ...rights, ...(secret ? ['holds credentials'] : [])].join(', ')
}
