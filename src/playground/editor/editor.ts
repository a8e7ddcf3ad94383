import { acceptCompletion, closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, foldGutter, foldKeymap, indentService } from '@codemirror/language'
import { nextDiagnostic, previousDiagnostic } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorSelection, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view'
import { indentBetween } from '../yaml/indent.js'
import { completion } from './completion.js'
import { mount } from './shadow.js'
import { theme } from './theme.js'

/** The editor of the inventory. */
export class Editor {
  private readonly view: EditorView
  private readonly extensions: Extension

  /** `changed` is called after each edit by hand. */
  constructor(
    host: HTMLElement,
    text: string,
    readonly changed: (text: string) => void,
  ) {
    this.extensions = [
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      foldGutter(),
      drawSelection(),
      indentService.of((context, offset) => {
        const line = context.state.doc.lineAt(offset)
        const below = line.number < context.state.doc.lines ? context.state.doc.line(line.number + 1).text : ''
        return indentBetween(context.lineAt(offset, -1).text, below)
      }),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      search({ top: true }),
      yaml(),
      completion,
      theme,
      keymap.of([
        // The tab key is left to walk on through the page, unless a word is offered.
        { key: 'Tab', run: acceptCompletion },
        { key: 'Mod-]', run: indentMore },
        { key: 'Mod-[', run: indentLess },
        { key: 'F8', run: nextDiagnostic },
        { key: 'Shift-F8', run: previousDiagnostic },
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...foldKeymap,
      ]),
      EditorView.contentAttributes.of({ 'aria-label': 'Inventory', spellcheck: 'false', autocorrect: 'off', autocapitalize: 'off' }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) this.changed(state.doc.toString())
      }),
    ]
    this.view = mount(host, this.state(text))
  }

  get text(): string {
    return this.view.state.doc.toString()
  }

  get codeMirror(): EditorView {
    return this.view
  }

  /** Another inventory, which is not an edit: nothing leads back from it. */
  replace(text: string): void {
    this.view.setState(this.state(text))
  }

  /** Selects a place, shows it, and goes there. */
  jump(start: number, end: number): void {
    const { length } = this.view.state.doc
    const range = EditorSelection.range(Math.min(start, length), Math.min(end, length))
    this.view.dispatch({ selection: range, effects: EditorView.scrollIntoView(range, { y: 'center' }) })
    this.view.focus()
  }

  focus(): void {
    this.view.focus()
  }

  private state(text: string): EditorState {
    return EditorState.create({ doc: text, extensions: this.extensions })
  }
}
