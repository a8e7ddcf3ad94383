import { ancestry } from '../inventory/precedence.js'
import type { Settings } from '../inventory/settings.js'
import type { Interpreted, Loaded } from '../understand.js'
import { type Problem, unknown } from './problem.js'

/** An instance or a host with its variables. */
export interface Bearer {
  readonly kind: 'instance' | 'host'
  readonly name: string
  /** Name of the machine. */
  readonly host: string
  readonly settings: Settings
}

/** Who is called that: an instance, a cluster (its instances), a host by name, address or nodename (its instances, where it has any), or a group (its hosts). */
export function bearersOf(name: string, { model, inventory, settings: all }: Loaded & Interpreted): readonly Bearer[] | Problem {
  const instances = model.clusters.flatMap((cluster) => cluster.instances)
  const bearer = (each: (typeof instances)[number]): Bearer[] => {
    const settings = all().instances.get(each.name)
    return settings === undefined ? [] : [{ kind: 'instance', name: each.name, host: each.host.name, settings }]
  }
  const ofHost = (host: string): Bearer[] => {
    const own = instances.filter((each) => each.host.name === host)
    const settings = all().hosts.get(host)
    return own.length > 0 ? own.flatMap(bearer) : settings === undefined ? [] : [{ kind: 'host', name: host, host, settings }]
  }
  const instance = instances.find((each) => each.name === name)
  if (instance !== undefined) return bearer(instance)
  const cluster = model.clusters.find((each) => each.name === name)
  if (cluster !== undefined) return cluster.instances.flatMap(bearer)
  const host = model.hosts.find((each) => each.name === name || each.address.text === name || each.nodename === name)
  if (host !== undefined) return ofHost(host.name)
  const group = inventory.groups.get(name)
  if (group !== undefined)
    return model.hosts.filter((each) => [...ancestry(inventory.hosts.get(each.name)?.groups ?? [])].includes(group)).flatMap((each) => ofHost(each.name))
  const known = [...instances, ...model.clusters, ...model.hosts].map((each) => each.name)
  return unknown('instance, cluster, host or group', name, [...new Set([...known, ...inventory.groups.keys()])])
}
