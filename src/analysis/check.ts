import type { Code, Related } from '../diagnostics/diagnostic.js'
import type { Cluster, Model } from '../model/model.js'
import type { Span } from '../source/span.js'

/** What a check found: where, and what would be right. */
export interface Finding {
  readonly at: Span
  readonly message: string
  readonly related?: readonly Related[]
}

/** One question about a model that can be built. One file a check; the file's name is the code. */
export type Check = ModelCheck | ClusterCheck

/** A question about the whole. */
export interface ModelCheck extends Code {
  run(model: Model): Iterable<Finding>
}

/** A question about each cluster: the answer is the same whatever becomes of others. */
export interface ClusterCheck extends Code {
  ofCluster(cluster: Cluster): Iterable<Finding>
}

/** Keeps the shape of a check in one place, as `defineArtifact` does for artifacts. */
export function defineCheck(check: Check): Check {
  return check
}
