import { Likeness } from './likeness.js'
import type { Cluster } from './model.js'

/** Knows of the clusters of a run which of them are what they were in the run before, so that nothing is found out about them again. */
export class Standing {
  private before = new Map<string, Cluster>()

  /** A run begins: by cluster, the first one of all runs that is the same, which may be itself. */
  turn(clusters: readonly Cluster[]): ReadonlyMap<Cluster, Cluster> {
    const likeness = new Likeness()
    const known = this.before
    const first = clusters.map((cluster): [Cluster, Cluster] => {
      const former = known.get(cluster.name)
      return [cluster, former !== undefined && likeness.alike(cluster, former) ? former : cluster]
    })
    this.before = new Map(first.map(([{ name }, cluster]) => [name, cluster]))
    return new Map(first)
  }
}
