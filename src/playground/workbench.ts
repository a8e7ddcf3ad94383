import { compiledSide } from '../diff/compiled-side.js'
import { type Comparison, diff } from '../diff/diff.js'
import type { Side } from '../diff/side.js'
import { Source } from '../source/source.js'
import { Compiler, inventoryName, type Outcome, type State } from './compiler.js'

/** What all parts of the page look at: what became of the text, and the state that it is compared with. */
export class Workbench {
  private readonly compiler = new Compiler()
  private readonly listeners: (() => void)[] = []
  private readonly sides = new Map<State, Side | undefined>()
  private now: Outcome
  private good: State | undefined
  private base: State | undefined

  constructor(text: string) {
    this.now = this.compiler.compile(text)
    this.good = this.now.state
    this.base = this.good
  }

  /** Of the text as it is. */
  get outcome(): Outcome {
    return this.now
  }

  /** The last state without an error. */
  get state(): State | undefined {
    return this.good
  }

  /** The state that changes are counted from: that at load, or the one pinned last. */
  get pinned(): State | undefined {
    return this.base
  }

  /** Whether `state` is that of an earlier text, since this one has errors. */
  get stale(): boolean {
    return this.now.state === undefined
  }

  /** How the last good state differs from the pinned one. Takes about as long as compiling from scratch. */
  comparison(): Comparison | undefined {
    const [before, after] = [this.side(`pinned-${inventoryName}`, this.base), this.side(inventoryName, this.good)]
    for (const state of this.sides.keys()) if (state !== this.base && state !== this.good) this.sides.delete(state)
    return before === undefined || after === undefined ? undefined : diff(before, after)
  }

  /** Takes a new text; `fresh` is another inventory, which is compared with nothing before it. */
  update(text: string, fresh = false): void {
    this.now = this.compiler.compile(text)
    if (fresh) [this.good, this.base] = [undefined, undefined]
    this.good = this.now.state ?? this.good
    this.base ??= this.good
    this.tell()
  }

  /** Counts changes from here. */
  pin(): void {
    this.base = this.good
    this.tell()
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener)
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }

  /** A comparison keeps what it looks at, which the compiler here goes on to change: so each side is compiled on its own. */
  private side(name: string, state: State | undefined): Side | undefined {
    if (state === undefined) return undefined
    const known = this.sides.get(state) ?? compiledSide(name, { inventories: [new Source(inventoryName, state.text)] }).side
    this.sides.set(state, known)
    return known && { ...known, name }
  }
}
