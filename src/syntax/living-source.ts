import { type Report, Sink } from '../diagnostics/sink.js'
import { Source } from '../source/source.js'
import { graft } from './graft.js'
import type { Node } from './node.js'
import { isTree, patch, type Written } from './patch.js'

/** A document whose text changes, with the nodes that its texts have in common. Places in it move with each change. */
export class LivingSource extends Source {
  private read: { readonly root: Node | undefined; readonly reports: readonly Report[] } | undefined
  /** The last document that could be read, and its text. */
  private last: Written | undefined
  private plain = false

  update(text: string): void {
    if (text === this.text) return
    Source.rewrite(this, text)
    this.read = undefined
  }

  /** Whether the last one is no more than its tree: nothing was reported, and no alias stands in it. */
  get isTree(): boolean {
    return this.plain
  }

  /** The document; `parse` reads the text where it is new. */
  document(sink: Sink, parse: (sink: Sink) => Node | undefined): Node | undefined {
    if (this.read !== undefined) {
      for (const report of this.read.reports) sink.report(...report)
      return this.read.root
    }
    this.read = this.patched(parse) ?? this.readWhole(sink, parse)
    const { root } = this.read
    if (root !== undefined) this.last = { root, text: this.text }
    return root
  }

  private patched(parse: (sink: Sink) => Node | undefined): LivingSource['read'] {
    if (this.last === undefined || !this.plain) return undefined
    const { text } = this
    const root = patch(this.last, text, (part) => {
      const sink = new Sink()
      Source.rewrite(this, part)
      const { made, reports } = sink.recorded(() => parse(sink))
      Source.rewrite(this, text)
      return reports.length === 0 ? made : undefined
    })
    return root === undefined ? undefined : { root, reports: [] }
  }

  private readWhole(sink: Sink, parse: (sink: Sink) => Node | undefined): { readonly root: Node | undefined; readonly reports: readonly Report[] } {
    const { last } = this
    const { made, reports } = sink.recorded(() => parse(sink))
    if (made === undefined) return { root: undefined, reports }
    this.plain = reports.length === 0 && isTree(made) && !/^%/m.test(this.text)
    return { root: last === undefined ? made : graft(last.root, made, last.text), reports }
  }
}
