import type { Model } from '../model/model.js'
import type { PublishedService } from '../model/service.js'
import { type ClusterOutcome, clusterOutcome, servicesByCluster } from './cluster-outcome.js'
import type { Failure } from './failure.js'
import { type SiteOutcome, siteOutcome } from './site-outcome.js'

/** Where services lead, and what became of their clusters. */
export interface Route {
  readonly failure: Failure
  readonly site: SiteOutcome
  /** By name; their services are those that were asked for. */
  readonly clusters: readonly ClusterOutcome[]
}

/**
 * The way of these services (all of the model where left out) after a failure. Pure.
 *
 * @example
 * ```ts
 * import { assume, check, route, Source } from 'pgcompile/core'
 *
 * const inventory = new Source('inventory.yml', `
 * all:
 *   children:
 *     infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }
 *     etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }
 *     pg-shop:
 *       hosts: { 10.0.0.1: { pg_seq: 1, pg_role: primary }, 10.0.0.2: { pg_seq: 2, pg_role: replica } }
 *       vars: { pg_cluster: pg-shop }
 * `)
 * const { model } = check({ inventories: [inventory] })
 * const down = model && assume(model, { downHosts: ['10.0.0.1'] })
 * if (model && down && !('problem' in down))
 *   for (const { service, servers } of route(model, down).clusters[0]?.services ?? [])
 *     console.log(service.proxy, servers.map(({ server, up }) => `${server.instance.name}: ${up}`))
 * // => pg-shop-primary [ 'pg-shop-1: no', 'pg-shop-2: no' ]
 * // => pg-shop-replica [ 'pg-shop-1: no', 'pg-shop-2: yes' ]
 * // => pg-shop-default [ 'pg-shop-1: no', 'pg-shop-2: no' ]
 * // => pg-shop-offline [ 'pg-shop-2: yes' ]
 * ```
 */
export function route(model: Model, failure: Failure, services: readonly PublishedService[] = model.services): Route {
  const groups = servicesByCluster({ ...model, services })
  const asked = services === model.services ? model.clusters : model.clusters.filter((cluster) => groups.has(cluster))
  return { failure, site: siteOutcome(model, failure), clusters: asked.map((cluster) => clusterOutcome(model, cluster, groups.get(cluster) ?? [], failure)) }
}
