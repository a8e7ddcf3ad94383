import { autocompletion, type Completion, type CompletionContext, type CompletionResult, startCompletion } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { type EditorView, hoverTooltip, type Tooltip } from '@codemirror/view'
import { element } from '../element.js'
import type { Place } from '../yaml/cursor.js'
import { docsAt, type Offer, offersAt } from '../yaml/offers.js'
import { placeAt } from '../yaml/place.js'

/** Completion from the schema of inventories, and its words about a key under the pointer. */
export const completion: Extension = [
  autocompletion({ override: [complete], icons: false, maxRenderedOptions: 400, defaultKeymap: true }),
  hoverTooltip(docsOfKey, { hoverTime: 400 }),
]

function complete(context: CompletionContext): CompletionResult | null {
  const place = placeAt(context.state.doc.toString(), context.pos)
  if (place === undefined || (!context.explicit && place.role === 'name' && place.from === context.pos)) return null
  const options = offersAt(place).map((offer) => completionOf(offer, place))
  return options.length === 0 ? null : { from: place.from, options, validFor: /^[\w.-]*$/ }
}

function completionOf({ word, kind, docs, detail, holds }: Offer, place: Place): Completion {
  return {
    label: word,
    type: kind,
    ...(detail === undefined ? {} : { detail: kind === 'key' ? `default ${detail}` : detail }),
    ...(docs.length === 0 ? {} : { info: () => docsElement(docs) }),
    ...(kind === 'key' ? { apply: (view: EditorView, _: Completion, from: number, to: number) => insertKey(view, word, holds, place, from, to) } : {}),
  }
}

/** A key comes with its colon and with what its value begins with; what may be behind the cursor already is not written twice. */
function insertKey(view: EditorView, word: string, holds: Offer['holds'], { indent }: Place, from: number, to: number): void {
  const behind = view.state.doc.lineAt(to).text.slice(to - view.state.doc.lineAt(to).from)
  const below = indent === undefined || holds === undefined || holds === 'scalar' ? ' ' : `\n${' '.repeat(indent + 2)}${holds === 'list' ? '- ' : ''}`
  const text = /^\s*:/.test(behind) ? word : `${word}:${behind.trim() === '' || indent === undefined ? below : ' '}`
  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length }, userEvent: 'input.complete', scrollIntoView: true })
  if (text !== word) startCompletion(view)
}

function docsOfKey(view: EditorView, offset: number): Tooltip | null {
  const { from, text } = view.state.doc.lineAt(offset)
  for (const match of text.matchAll(/[\w.-]+(?=['"]?\s*:(\s|$))/g)) {
    const [start, end] = [from + match.index, from + match.index + match[0].length]
    if (offset < start || offset > end) continue
    const place = placeAt(view.state.doc.toString(), end)
    const docs = place?.role === 'name' ? docsAt(place.path, match[0]) : []
    return docs.length === 0 ? null : { pos: start, end, above: true, create: () => ({ dom: docsElement(docs) }) }
  }
  return null
}

function docsElement(docs: readonly string[]): HTMLElement {
  return element('div', { class: 'cm-docs' }, ...docs.map((text) => element('p', {}, text)))
}
