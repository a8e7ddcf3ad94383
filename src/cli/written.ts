import { invariant } from '../diagnostics/invariant.js'
import type { EmittedFile } from '../emit/emit.js'
import type { Listing } from '../emit/listing.js'
import { Beside } from '../node/tree/beside.js'
import type { Maker } from '../node/tree/build.js'
import type { TreeChange } from '../node/tree/difference.js'
import { treeFile } from '../node/tree/listed.js'
import { type Places, placesOf } from '../node/tree/places.js'
import { TreeWriter } from '../node/tree/writer.js'
import { type FindingOptions, fails } from './findings.js'
import { heldFlags } from './heap.js'
import { type InputOptions, readInput, withProgress } from './input.js'
import { type OutputOptions, patienceOf, printWritten, sha256, stands } from './output.js'

type Options = InputOptions & FindingOptions & OutputOptions

/** Compiles into a directory, whose files go to disk while the next ones are made; `thread` is the script of a thread that puts them there. */
export async function compileInto(
  output: string,
  inventories: readonly string[],
  options: Options,
  done: (status: number) => void,
  thread: string | undefined,
): Promise<void> {
  const { compileEach } = await import('../compile.js')
  const maker = thread === undefined ? {} : { maker: (places: Places): Maker => new Beside(places, thread, { flags: heldFlags() }) }
  const result = withProgress((progress, clear) => {
    const delivery = new Delivery(() => TreeWriter.open(placesOf(output, 'write'), { ...patienceOf(output, options, clear), ...maker, brief: true }))
    try {
      const delivered = compileEach(readInput(inventories, options), { ...progress, sha256 }, (diagnostics) => {
        if (fails({ diagnostics }, options)) return () => {}
        delivery.begin()
        return (file) => delivery.take(file)
      })
      clear()
      if (!stands(delivered, options, done)) return undefined
      const { listing } = delivered
      invariant(listing !== undefined, 'an inventory without an error has no files')
      return { delivered, listing, change: delivery.finish(listing) }
    } finally {
      delivery.abandon()
    }
  })
  if (result !== undefined) printWritten(output, result.delivered, result.listing, '', result.change, options)
}

/** A tree to which files are delivered. What is wrong with its place is not said before all is that is wrong with the inventory. */
class Delivery {
  private writer: TreeWriter | undefined
  private wrong: { readonly error: unknown } | undefined

  constructor(private readonly open: () => TreeWriter) {}

  begin(): void {
    this.attempt(() => {
      this.writer = this.open()
    })
  }

  take(file: EmittedFile): void {
    this.attempt(() => this.writer?.add(treeFile(file)))
  }

  finish(manifest: Listing): TreeChange {
    if (this.wrong !== undefined) throw this.wrong.error
    invariant(this.writer !== undefined, 'files were delivered nowhere')
    return this.writer.finish(manifest)
  }

  /** Nothing where it is finished. */
  abandon(): void {
    this.writer?.abandon()
  }

  private attempt(step: () => void): void {
    if (this.wrong !== undefined) return
    try {
      step()
    } catch (error) {
      this.wrong = { error }
    }
  }
}
