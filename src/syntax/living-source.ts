import type { Report, Sink } from '../diagnostics/sink.js'
import { Source } from '../source/source.js'
import { graft } from './graft.js'
import type { Node } from './node.js'

/** A document whose text changes, with the nodes that its texts have in common. Places in it move with each change. */
export class LivingSource extends Source {
  private read: { readonly root: Node | undefined; readonly reports: readonly Report[] } | undefined
  /** The last document that could be read, and its text. */
  private last: { readonly root: Node; readonly text: string } | undefined

  update(text: string): void {
    if (text === this.text) return
    Source.rewrite(this, text)
    this.read = undefined
  }

  /** The document; `parse` reads it where the text is new. */
  document(sink: Sink, parse: () => Node | undefined): Node | undefined {
    if (this.read !== undefined) {
      for (const report of this.read.reports) sink.report(...report)
      return this.read.root
    }
    const { made, reports } = sink.recorded(parse)
    const { last } = this
    const root = made === undefined || last === undefined ? made : graft(last.root, made, last.text)
    if (root !== undefined) this.last = { root, text: this.text }
    this.read = { root, reports }
    return root
  }
}
