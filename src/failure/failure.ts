import type { Cluster, Host, Instance } from '../model/model.js'

/** What is assumed to be down at the same moment, and who led each cluster before. */
export interface Failure {
  readonly hosts: ReadonlySet<Host>
  /** Instances that are down on hosts that are up: the server with its Patroni and its pool. */
  readonly instances: ReadonlySet<Instance>
  /** Leaders before the failure where they are not the primaries of the inventory. */
  readonly primaries: ReadonlyMap<Cluster, Instance>
}

/** Everything as the inventory says. */
export const nothingFails: Failure = { hosts: new Set(), instances: new Set(), primaries: new Map() }

export function isDown({ hosts, instances }: Failure, instance: Instance): boolean {
  return instances.has(instance) || hosts.has(instance.host)
}

/** The leader before the failure. */
export function formerLeader({ primaries }: Failure, cluster: Cluster): Instance {
  return primaries.get(cluster) ?? cluster.primary
}

/** Whether Patroni runs beside the instance for good. Without it nobody can take over, and the checks of HAProxy have no answer. */
export function hasPatroni({ patroni }: Instance): boolean {
  return patroni !== undefined && patroni.mode !== 'remove'
}
