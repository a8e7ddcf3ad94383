import type { Cluster } from './model.js'

/** The cluster of the inventory that a standby cluster follows; undefined where it follows none, or a server that the inventory does not have. */
export function upstreamCluster({ primary: { upstream } }: Cluster, clusters: readonly Cluster[]): Cluster | undefined {
  if (upstream?.kind !== 'cluster') return undefined
  return clusters.find(({ instances }) =>
    instances.some(({ host, postgres }) => (host.address.text === upstream.host || host.name === upstream.host) && postgres.port === upstream.port),
  )
}
