import type { Scopes } from '../artifacts/artifact.js'
import type { Listener } from '../model/listener.js'
import type { Cluster, Described, Host, Model, Site } from '../model/model.js'
import { neighboursIn } from '../model/neighbours.js'
import { Remembered } from '../model/remembered.js'
import type { PublishedService } from '../model/service.js'
import { compare } from '../source/compare.js'

/** One of those whose files are made apart, and the part of the model that they are made of. */
export interface Subject {
  /** Its own among those of its kind. */
  readonly name: string
  readonly scope: Model
}

/** By kind; `model` is the only one of its kind. */
export type Subjects = Readonly<Record<keyof Scopes | 'model', readonly Subject[]>>

const empty: Omit<Described, 'site'> = { hosts: [], clusters: [], services: [], defaultPasswords: [], stores: [] }

/** What a model lists. */
export const lists = Object.keys(empty) as readonly (keyof typeof empty)[]

/** No file asks who listens. */
const none = (): readonly Listener[] => []

/** Gives the subject of a kind that is made of a part, or of several, and the site; who asks again may be given the same. */
export type FindSubject = <Part extends object>(kind: string, site: Site, part: Part, make: (part: Part) => Subject) => Subject

/** In the order of the model. */
export function subjectsOf(model: Described, find: FindSubject = (_kind, _site, part, make) => make(part)): Subjects {
  const { site, clusters, hosts, services } = model
  const only = { ...empty, site, listenersOf: none }
  const ofCluster = (cluster: Cluster): Subject => ({ name: cluster.name, scope: { ...only, clusters: [cluster] } })
  const ofGroup = (group: Group): Subject => ({ name: group[0].name, scope: { ...only, clusters: group } })
  const ofHost = (host: Host): Subject => ({ name: host.name, scope: { ...only, hosts: [host] } })
  const ofService = (service: PublishedService): Subject => ({ name: `${service.host.name} ${service.proxy}`, scope: { ...only, services: [service] } })
  return {
    model: [{ name: '', scope: { ...model, listenersOf: none } }],
    cluster: clusters.map((cluster) => find('cluster', site, cluster, ofCluster)),
    neighbours: neighbours(clusters).map((group) => find('neighbours', site, group, ofGroup)),
    host: hosts.map((host) => find('host', site, host, ofHost)),
    service: services.map((service) => find('service', site, service, ofService)),
  }
}

type Group = [Cluster, ...Cluster[]]

/** Those of the same clusters are one object. */
const known = new Remembered<Group>()

/** Clusters that share a host, directly or through others, together. */
function neighbours(clusters: readonly Cluster[]): Group[] {
  const beside = new Map<Cluster, Cluster[]>()
  const link = (one: Cluster, other: Cluster): void => {
    const known = beside.get(one)
    if (known === undefined) beside.set(one, [other])
    else known.push(other)
  }
  for (const instances of neighboursIn(clusters))
    for (const [index, { cluster }] of instances.entries()) {
      const former = instances[index - 1]?.cluster
      if (former === undefined) continue
      link(former, cluster)
      link(cluster, former)
    }
  const left = new Set(clusters)
  return clusters.flatMap((first) => {
    if (!left.delete(first)) return []
    if (!beside.has(first)) return [known.from(first, alone)]
    const group: Group = [first]
    for (const cluster of group) for (const next of beside.get(cluster) ?? []) if (left.delete(next)) group.push(next)
    group.sort((a, b) => compare(a.name, b.name))
    return [known.of(group, '', () => group)]
  })
}

const alone = (cluster: Cluster): Group => [cluster]
