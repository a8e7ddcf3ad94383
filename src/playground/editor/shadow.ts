import type { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/**
 * Puts an editor into an element, behind a shadow root: there its styles are adopted style sheets, which the page's policy lets in without an exception.
 */
export function mount(host: HTMLElement, state: EditorState): EditorView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  return new EditorView({ state, parent: root, root })
}
