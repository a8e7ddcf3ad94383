import type { Scopes } from '../artifacts/artifact.js'
import type { Cluster, Model } from '../model/model.js'
import { compare } from '../source/compare.js'

/** One of those whose files are made apart, and the part of the model that they are made of. */
export interface Subject {
  /** Its own among those of its kind. */
  readonly name: string
  readonly scope: Model
}

/** By kind; `model` is the only one of its kind. */
export type Subjects = Readonly<Record<keyof Scopes | 'model', readonly Subject[]>>

const nothing: Omit<Model, 'site'> = { hosts: [], clusters: [], services: [], listenersOf: () => [], defaultPasswords: [], stores: [] }

/** In the order of the model. */
export function subjectsOf(model: Model): Subjects {
  const only = { ...nothing, site: model.site }
  return {
    model: [{ name: '', scope: model }],
    cluster: model.clusters.map((cluster) => ({ name: cluster.name, scope: { ...only, clusters: [cluster] } })),
    neighbours: neighbours(model.clusters).map((clusters) => ({ name: clusters[0].name, scope: { ...only, clusters } })),
    host: model.hosts.map((host) => ({ name: host.name, scope: { ...only, hosts: [host] } })),
    service: model.services.map((service) => ({ name: `${service.host.name} ${service.proxy}`, scope: { ...only, services: [service] } })),
  }
}

type Group = [Cluster, ...Cluster[]]

/** Clusters that share a host, directly or through others, together. */
function neighbours(clusters: readonly Cluster[]): Group[] {
  const onHost = new Map<string, Cluster[]>()
  for (const cluster of clusters)
    for (const { host } of cluster.instances) {
      const there = onHost.get(host.name)
      if (there === undefined) onHost.set(host.name, [cluster])
      else there.push(cluster)
    }
  const left = new Set(clusters)
  return clusters.flatMap((first) => {
    if (!left.delete(first)) return []
    const group: Group = [first]
    for (const { instances } of group) for (const { host } of instances) for (const next of onHost.get(host.name) ?? []) if (left.delete(next)) group.push(next)
    return [group.length === 1 ? group : group.sort((a, b) => compare(a.name, b.name))]
  })
}
