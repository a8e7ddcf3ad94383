import type { Host, Instance } from '../model/model.js'
import type { PublishedService, ServiceServer } from '../model/service.js'
import type { Serving } from './balance.js'
import type { Failure } from './failure.js'
import { passes, serve, type World } from './worlds.js'

/** A service of a cluster after a failure. Hosts that offer it alike stand together. */
export interface ServiceOutcome {
  /** As every host of `outlets` offers it. */
  readonly service: PublishedService
  /** Every host that offers it so. */
  readonly outlets: readonly Host[]
  /** Those of them that are up. */
  readonly open: readonly Host[]
  /** In HAProxy's order, with what its check says. */
  readonly servers: readonly ServerOutcome[]
  /** Who serves, in each way in which the cluster may be; equal ones stand once. Never empty. */
  readonly serving: readonly { readonly worlds: readonly World[]; readonly to: Serving }[]
}

export interface ServerOutcome {
  readonly server: ServiceServer
  /** Whether HAProxy counts it as up; `perhaps` where that shows at run time. */
  readonly up: 'yes' | 'no' | 'perhaps'
}

export function serviceOutcomes(services: readonly PublishedService[], worlds: readonly World[], { hosts }: Failure): readonly ServiceOutcome[] {
  return alike(services).map(({ service, outlets }) => ({
    service,
    outlets,
    open: outlets.filter((host) => !hosts.has(host)),
    servers: service.servers.map((server) => ({ server, up: agreement(worlds.map((world) => passes(service.check, server.instance, world))) })),
    serving: distinct(service, worlds),
  }))
}

function distinct(service: PublishedService, worlds: readonly World[]): ServiceOutcome['serving'] {
  const found = new Map<string, { worlds: World[]; to: Serving }>()
  for (const world of worlds) {
    const to = serve(service, world)
    const key = `${to.servers.map(({ instance }) => instance.name).join(' ')}|${to.servers.some(({ instance }) => instance === world.leader)}`
    const same = found.get(key)
    if (same === undefined) found.set(key, { worlds: [world], to })
    else same.worlds.push(world)
  }
  return [...found.values()]
}

/** Hosts that offer a service by the same words are one group. */
function alike(services: readonly PublishedService[]): readonly { service: PublishedService; outlets: Host[] }[] {
  const groups = new Map<string, { service: PublishedService; outlets: Host[] }>()
  for (const service of services) {
    const { name, address, port, balance, check, defaultServer, servers } = service
    const lines = servers.map((server) => [server.instance.name, server.port, server.weight, server.backup])
    const key = JSON.stringify([name, address, port, balance, check, defaultServer, lines])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { service, outlets: [service.host] })
    else group.outlets.push(service.host)
  }
  return [...groups.values()]
}

function agreement(votes: readonly boolean[]): ServerOutcome['up'] {
  return votes.every((vote) => vote) ? 'yes' : votes.some((vote) => vote) ? 'perhaps' : 'no'
}

/** The instances that may get connections of the service after all. */
export function servingInstances({ serving }: ServiceOutcome): ReadonlySet<Instance> {
  return new Set(serving.flatMap(({ to }) => to.servers.map(({ instance }) => instance)))
}
