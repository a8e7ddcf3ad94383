import { nearest } from '../inventory/nearest.js'
import { upstreamCluster } from '../model/upstream-cluster.js'
import { parseAddress } from '../syntax/address.js'
import { defineCheck } from './check.js'

/** A standby cluster may follow a server elsewhere. A host of the inventory without PostgreSQL, or a bare word that names nothing in it, is rather a mistake. */
export const upstreamUnknown = defineCheck({
  code: 'upstream-unknown',
  severity: 'warning',
  summary: 'pg_upstream that leads to nobody in the inventory',
  hint: 'name the primary of another cluster by its address or instance name, or a server elsewhere by its address or full DNS name',
  *run({ clusters, hosts, site }) {
    for (const cluster of clusters) {
      const { name, primary } = cluster
      const { upstream } = primary
      if (upstream?.kind !== 'cluster' || upstreamCluster(cluster, clusters) !== undefined) continue
      const { host: target, at } = upstream
      const host = hosts.find(({ address, name: own }) => address.text === target || own === target)
      const vip = clusters.some(({ instances }) => instances.some((instance) => instance.vip?.address.text === target))
      const known = [...clusters.map((other) => other.name), ...clusters.flatMap(({ instances }) => instances.map((instance) => instance.name))]
      if (host !== undefined && !vip)
        yield {
          at,
          message: `cluster ${name} follows ${target}, and no instance of the inventory is there: pg_upstream names a server with PostgreSQL`,
          related: [{ at: host.at, message: `host ${host.name}` }],
        }
      else if (
        parseAddress(target) === undefined &&
        !target.includes('.') &&
        !known.includes(target) &&
        !site.infra.some(({ infra }) => infra?.records.some(({ names }) => names.includes(target)))
      ) {
        const near = nearest(target, known)
        yield {
          at,
          message: `cluster ${name} follows ${target}, which is no host, instance or cluster of the inventory${near === undefined ? '' : `; did you mean ${near}?`}`,
        }
      }
    }
  },
})
