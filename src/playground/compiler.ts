import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { EmittedFile } from '../emit/emit.js'
import type { Model } from '../model/model.js'
import { Session } from '../session.js'
import { Source } from '../source/source.js'
import type { Span } from '../source/span.js'

/** What is shown of an inventory without an error. */
export interface State {
  readonly text: string
  readonly files: readonly EmittedFile[]
  /** Its credentials. */
  readonly words: readonly string[]
}

/** What became of a text. */
export interface Outcome {
  readonly diagnostics: readonly Diagnostic[]
  /** Absent where there is an error. */
  readonly state?: State
  /** For reading until the next text is compiled. */
  readonly model?: Model
  /** How long it took. */
  readonly milliseconds: number
}

/** The name that findings and files call the inventory by. */
export const inventoryName = 'inventory.yml'

/** Compiles one text after the other, and makes again only what depends on what differs. */
export class Compiler {
  private readonly session = new Session()

  compile(text: string): Outcome {
    const start = performance.now()
    const { diagnostics, secrets, files, model } = this.session.compile({ inventories: [new Source(inventoryName, text)] }, { opaque: true })
    const milliseconds = performance.now() - start
    return { diagnostics, ...(model === undefined ? {} : { model, state: { text, files, words: secrets.map(wordOf) } }), milliseconds }
  }
}

function wordOf({ source, start, end }: Span): string {
  return source.text.slice(start, end).replace(/^(['"])(.*)\1$/, '$2')
}
