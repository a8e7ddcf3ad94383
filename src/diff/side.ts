import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Model } from '../model/model.js'
import type { Span } from '../source/span.js'
import type { Interpreted, Loaded } from '../understand.js'
import type { SideFile } from './change.js'

/** One side of a comparison. */
export interface Side {
  /** What reports call it, as the user named it: `inventory.yml`, `HEAD~1:inventory.yml`, `out`. */
  readonly name: string
  /** `files`: what was fetched from hosts, where what is missing says nothing. */
  readonly kind: 'inventory' | 'tree' | 'files'
  /** By host, then path. */
  readonly files: readonly SideFile[]
  /** Of an inventory. */
  readonly known?: Known
}

/** What is known of an inventory beside its files. */
export interface Known {
  readonly model: Model
  /** @internal */
  readonly understood: Loaded & Interpreted
  readonly diagnostics: readonly Diagnostic[]
  /** Places of credentials. */
  readonly secrets: readonly Span[]
  /** Texts of credentials, which no report repeats. */
  readonly words: ReadonlySet<string>
}
