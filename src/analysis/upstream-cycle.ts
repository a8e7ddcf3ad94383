import type { Cluster } from '../model/model.js'
import { upstreamCluster } from '../model/upstream-cluster.js'
import { defineCheck } from './check.js'

/** Standby clusters that follow each other: none of them has a primary, so none takes a write. */
export const upstreamCycle = defineCheck({
  code: 'upstream-cycle',
  severity: 'error',
  summary: 'standby clusters that follow each other in a circle',
  hint: 'one cluster of the chain has a primary without pg_upstream',
  *run({ clusters }) {
    for (const cluster of clusters) {
      const way = wayOf(cluster, clusters)
      const { primary } = cluster
      if (primary.upstream?.kind === 'cluster' && way !== undefined)
        yield {
          at: primary.upstream.at,
          message: `cluster ${cluster.name} follows ${[...way.slice(1), cluster.name].join(', which follows ')}: nobody in this circle takes writes`,
        }
    }
  },
})

/** The names of the clusters from this one back to itself; undefined where the way ends elsewhere. */
function wayOf(start: Cluster, clusters: readonly Cluster[]): readonly string[] | undefined {
  const way = [start.name]
  for (let next = upstreamCluster(start, clusters); next !== undefined; next = upstreamCluster(next, clusters)) {
    if (next === start) return way
    if (way.includes(next.name)) return undefined
    way.push(next.name)
  }
  return undefined
}
