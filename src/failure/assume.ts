import { nearest } from '../inventory/nearest.js'
import type { Cluster, Host, Instance, Model } from '../model/model.js'
import { parseAddress } from '../syntax/address.js'
import { type Failure, hasPatroni } from './failure.js'

/** What a user assumes, by names. */
export interface Assumption {
  /** Instances that are down. */
  readonly down?: readonly string[]
  /** Hosts that are down, by inventory name, address or node name. */
  readonly downHosts?: readonly string[]
  /** Instances that led before. */
  readonly primaries?: readonly string[]
}

/** Looks the names up; the problem is a whole sentence. */
export function assume(model: Model, { down = [], downHosts = [], primaries = [] }: Assumption): Failure | { readonly problem: string } {
  const problems: string[] = []
  const keep = <T>(found: T | string): T[] => {
    if (typeof found !== 'string') return [found]
    problems.push(found)
    return []
  }
  const instances = new Set(down.flatMap((name) => keep(findInstance(model, name))))
  const hosts = new Set(downHosts.flatMap((name) => keep(findHost(model, name))))
  const leaders = new Map<Cluster, Instance>()
  for (const instance of primaries.flatMap((name) => keep(findInstance(model, name)))) {
    const other = leaders.get(instance.cluster)
    if (other !== undefined && other !== instance)
      problems.push(`${other.name} and ${instance.name} cannot both be primary: they are members of one cluster, ${instance.cluster.name}`)
    else if (instance !== instance.cluster.primary && !hasPatroni(instance))
      problems.push(`${instance.name} cannot be the primary: it has no Patroni, so nothing promotes it`)
    leaders.set(instance.cluster, instance)
  }
  const [problem] = problems
  return problem === undefined ? { hosts, instances, primaries: leaders } : { problem }
}

function findInstance({ clusters, hosts }: Model, name: string): Instance | string {
  const all = clusters.flatMap(({ instances }) => instances)
  const found = all.find((instance) => instance.name === name)
  if (found !== undefined) return found
  const host = hosts.find((candidate) => isHost(candidate, name))
  if (host !== undefined) return `${name} is a host: name one of its instances, or say --down-host ${name}`
  const cluster = clusters.find((candidate) => candidate.name === name)
  if (cluster !== undefined) return `${name} is a cluster: name one of its instances, ${cluster.instances.map((instance) => instance.name).join(', ')}`
  return `there is no instance ${JSON.stringify(name)}${suggestion(name, all)}`
}

/** The host of this inventory name, address or node name. */
export function findHost({ hosts, clusters }: Model, name: string): Host | string {
  const found = hosts.find((host) => isHost(host, name))
  if (found !== undefined) return found
  const instance = clusters.flatMap(({ instances }) => instances).find((candidate) => candidate.name === name)
  return instance !== undefined
    ? `${name} is an instance: say --down ${name}, or --down-host ${instance.host.name} for its whole host`
    : `there is no host ${JSON.stringify(name)}${suggestion(name, hosts)}`
}

export function isHost({ name, address, nodename }: Host, text: string): boolean {
  return name === text || nodename === text || address.text === (parseAddress(text.replace(/^\[(.*)\]$/, '$1'))?.text ?? text)
}

function suggestion(name: string, known: readonly { readonly name: string }[]): string {
  const guess = nearest(
    name,
    known.map((one) => one.name),
  )
  if (guess !== undefined) return `; did you mean ${guess}?`
  return known.length === 0
    ? '; the inventory has none'
    : `; there are ${known.length > 8 ? `${known.length}, such as ` : ''}${known
        .slice(0, 8)
        .map((one) => one.name)
        .join(', ')}`
}
