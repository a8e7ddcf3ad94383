import type { Cluster, Instance, Model } from '../model/model.js'
import { upstreamCluster } from '../model/upstream-cluster.js'
import { type Failure, isDown } from './failure.js'

/** The server that a standby cluster follows: a fixed one, whoever leads over there. */
export interface SourceOutcome {
  readonly host: string
  readonly port: number
  /** Absent where the inventory does not have it. */
  readonly instance?: Instance
  readonly up: 'yes' | 'no' | 'unknown'
}

export function sourceOf(model: Model, cluster: Cluster, failure: Failure): SourceOutcome | undefined {
  const { upstream } = cluster.primary
  if (upstream?.kind !== 'cluster') return undefined
  const { host, port } = upstream
  const instance = upstreamCluster(cluster, model.clusters)?.instances.find(
    (candidate) => (candidate.host.address.text === host || candidate.host.name === host) && candidate.postgres.port === port,
  )
  return { host, port, ...(instance === undefined ? {} : { instance }), up: instance === undefined ? 'unknown' : isDown(failure, instance) ? 'no' : 'yes' }
}
