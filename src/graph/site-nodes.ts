import type { Cluster, Model } from '../model/model.js'
import { upstreamCluster } from '../model/upstream-cluster.js'
import { clusterId } from './closed-cluster.js'
import { type GraphEdge, type GraphNode, idOf } from './graph.js'
import { instanceId } from './open-cluster.js'
import type { Part } from './part.js'

/** What all clusters share, and what runs between clusters. Folded clusters have no arrows to what serves them all. */
export function siteNodes({ site }: Model, open: readonly Cluster[], closed: readonly Cluster[]): Part {
  const clusters = [...open, ...closed]
  const anchor = (cluster: Cluster): string => (open.includes(cluster) ? instanceId(cluster.primary) : clusterId(cluster))
  const infra = site.infra.filter((host) => host.infra !== undefined)
  const watching = infra.some((host) => host.infra?.scrape !== undefined)
  const nodes: GraphNode[] = [{ id: 'clients', kind: 'clients', title: 'clients', lines: [] }]
  const edges: GraphEdge[] = []
  if (site.etcd.length > 0) {
    nodes.push({ id: 'etcd', kind: 'etcd', title: 'etcd', lines: hostsText(site.etcd.map((host) => host.address.text)) })
    for (const cluster of open) if (cluster.primary.patroni !== undefined) edges.push({ from: anchor(cluster), to: 'etcd', kind: 'lock' })
  }
  if (infra.length > 0) {
    nodes.push({ id: 'infra', kind: 'infra', title: 'infra', lines: [watching ? 'metrics, DNS' : 'DNS', ...hostsText(infra.map((host) => host.address.text))] })
    if (watching) for (const cluster of open) edges.push({ from: anchor(cluster), to: 'infra', kind: 'metrics' })
  }
  for (const standby of clusters) {
    const { upstream } = standby.primary
    if (upstream?.kind !== 'cluster') continue
    const source = upstreamCluster(standby, clusters)
    const from = source === undefined ? idOf('server', upstream.host, upstream.port) : anchor(source)
    if (source === undefined) nodes.push({ id: from, kind: 'server', title: `${upstream.host}:${upstream.port}`, lines: ['outside of this inventory'] })
    edges.push({ from, to: anchor(standby), kind: 'replication', label: 'standby cluster' })
  }
  return { nodes, edges }
}

function hostsText(addresses: readonly string[]): readonly string[] {
  return addresses.length > 3 ? [`${addresses.length} hosts`] : addresses
}
