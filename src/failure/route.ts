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

/** The way of these services (all of the model where left out) after a failure. Pure. */
export function route(model: Model, failure: Failure, services: readonly PublishedService[] = model.services): Route {
  const groups = servicesByCluster({ ...model, services })
  const asked = services === model.services ? model.clusters : model.clusters.filter((cluster) => groups.has(cluster))
  return { failure, site: siteOutcome(model, failure), clusters: asked.map((cluster) => clusterOutcome(model, cluster, groups.get(cluster) ?? [], failure)) }
}
