import type { Cluster, Model } from '../model/model.js'
import { upstreamCluster } from '../model/upstream-cluster.js'
import { closedCluster } from './closed-cluster.js'
import type { Graph, GraphNode } from './graph.js'
import { openCluster } from './open-cluster.js'
import { siteNodes } from './site-nodes.js'

/** Instances that one picture can show one by one. */
const readable = 12

/**
 * The topology of an inventory. Above twelve instances each cluster is one box; `only` opens one cluster and leaves the others out but for
 * those it replicates from or to.
 */
export function topology(model: Model, only?: Cluster): Graph {
  const { clusters } = model
  const instances = clusters.reduce((sum, cluster) => sum + cluster.instances.length, 0)
  const open = only === undefined ? (instances <= readable ? clusters : clusters.length === 1 ? clusters : []) : [only]
  const closed = only === undefined ? clusters.filter((cluster) => !open.includes(cluster)) : related(only, clusters)
  const parts = [
    ...open.map((cluster) => openCluster(model, cluster)),
    ...closed.map((cluster) => closedCluster(model, cluster)),
    siteNodes(model, open, closed),
  ]
  const drawn = new Set(parts.flatMap(({ nodes }) => nodes.map(({ id }) => id)))
  return {
    title: only === undefined ? titleOf(clusters) : `cluster ${only.name}`,
    nodes: unique(parts.flatMap(({ nodes }) => nodes)),
    edges: parts.flatMap(({ edges }) => edges).filter(({ from, to }) => drawn.has(from) && drawn.has(to)),
    open,
  }
}

function titleOf(clusters: readonly Cluster[]): string {
  const [first] = clusters
  if (first === undefined) return 'no cluster'
  return clusters.length === 1 ? `cluster ${first.name}` : `${clusters.length} clusters`
}

/** Clusters that the one follows, or that follow it. */
function related(one: Cluster, clusters: readonly Cluster[]): readonly Cluster[] {
  return clusters.filter((other) => other !== one && (upstreamCluster(other, clusters) === one || upstreamCluster(one, clusters) === other))
}

/** A box that several parts ask for is drawn once. */
function unique(nodes: readonly GraphNode[]): readonly GraphNode[] {
  return [...new Map(nodes.map((node) => [node.id, node])).values()]
}
