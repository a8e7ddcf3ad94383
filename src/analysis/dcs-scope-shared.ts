import type { Cluster } from '../model/model.js'
import { defineCheck } from './check.js'

/** Patroni keeps a cluster below its namespace and scope in etcd: two with the same would be one to it, and one of them would be rebuilt from the other. */
export const dcsScopeShared = defineCheck({
  code: 'dcs-scope-shared',
  severity: 'error',
  summary: 'two clusters with one place in etcd',
  hint: 'give one of them another pg_cluster, pg_shard or pg_namespace',
  *run({ clusters }) {
    const owners = new Map<string, Cluster>()
    for (const cluster of clusters) {
      const { namespace, scope } = cluster.primary.dcs
      const place = `${namespace === '/' ? '' : namespace}/${scope}`
      const first = owners.get(place)
      if (first === undefined) owners.set(place, cluster)
      // The clusters of one shard share their scope on purpose, each below the number of its group.
      else if (!(first.mode === 'citus' && cluster.mode === 'citus'))
        yield {
          at: cluster.at,
          message: `cluster ${cluster.name} has the place ${place} in etcd, and so has ${first.name}: Patroni would take them for one cluster`,
          related: [{ at: first.at, message: `cluster ${first.name}, ${first.mode === 'citus' ? `of shard ${first.shard}` : 'by its own name'}` }],
        }
    }
  },
})
