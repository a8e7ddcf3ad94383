import type { Cluster, Model } from '../model/model.js'
import { idOf } from './graph.js'
import type { Part } from './part.js'

export const clusterId = (cluster: Cluster): string => idOf('cluster', cluster.name)

/** A cluster as one box: who is in it, the ports of its services, its VIP and where its backups go. */
export function closedCluster({ services }: Model, cluster: Cluster): Part {
  const own = services.filter((service) => service.cluster === cluster)
  const ports = [...new Set(own.map(({ port }) => port))].sort((a, b) => a - b)
  const roles = new Map<string, number>()
  for (const { role } of cluster.instances) roles.set(role, (roles.get(role) ?? 0) + 1)
  const { vip, backup } = cluster.primary
  const id = clusterId(cluster)
  return {
    nodes: [
      {
        id,
        kind: 'cluster',
        title: cluster.name,
        lines: [
          [...roles].map(([role, count]) => (count === 1 ? role : `${count} ${role}s`)).join(', '),
          ...(ports.length === 0 ? [] : [ports.length > 4 ? `${ports.length} services` : `services ${ports.map((port) => `:${port}`).join(' ')}`]),
          ...(vip === undefined ? [] : [`VIP ${vip.address.text}`]),
          ...(backup === undefined ? [] : [`backups ${backup.method}`]),
        ],
      },
    ],
    edges: [{ from: 'clients', to: id, kind: 'way' }],
  }
}
