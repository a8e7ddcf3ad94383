import type { Code, Related } from '../diagnostics/diagnostic.js'
import type { Model } from '../model/model.js'
import type { Span } from '../source/span.js'

/** What a check found: where, and what would be right. */
export interface Finding {
  readonly at: Span
  readonly message: string
  readonly related?: readonly Related[]
}

/** One question about a model that can be built. One file a check; the file's name is the code. */
export interface Check extends Code {
  run(model: Model): Iterable<Finding>
}

/** Keeps the shape of a check in one place, as `defineArtifact` does for artifacts. */
export function defineCheck(check: Check): Check {
  return check
}
