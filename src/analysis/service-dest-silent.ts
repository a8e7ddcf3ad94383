import type { Listener } from '../model/listener.js'
import type { Host } from '../model/model.js'
import type { PublishedService } from '../model/service.js'
import { byDefinition } from '../model/service-groups.js'
import { defineCheck } from './check.js'

/** A port as the target of a service, and nothing that the inventory knows listens there. */
export const serviceDestSilent = defineCheck({
  code: 'service-dest-silent',
  severity: 'note',
  summary: 'service that leads to a port on which no known daemon listens',
  hint: 'use dest postgres or pgbouncer; a daemon that the inventory does not know is right as it is',
  *run({ services, listeners }) {
    const others = services.filter(leadsElsewhere)
    if (others.length === 0) return
    const ports = portsByHost(listeners)
    for (const { first, clusters } of byDefinition(others.filter((service) => isSilent(service, ports)))) {
      const port = first.servers.find(({ target }) => target === 'other')?.port
      yield {
        at: first.where.dest,
        message: `service ${first.name} of ${clusters} leads to port ${port} of its members, where nothing that this inventory describes listens`,
      }
    }
  },
})

function leadsElsewhere({ servers }: PublishedService): boolean {
  return servers.some(({ target }) => target === 'other')
}

type Ports = ReadonlyMap<Host, ReadonlySet<number>>

/** On which a daemon takes connections over the network. */
function portsByHost(listeners: readonly Listener[]): Ports {
  const ports = new Map<Host, Set<number>>()
  for (const { host, port, address } of listeners) if (!address.startsWith('/')) ports.set(host, (ports.get(host) ?? new Set()).add(port))
  return ports
}

function isSilent({ servers }: PublishedService, ports: Ports): boolean {
  return servers.some(({ target, port, instance: { host } }) => target === 'other' && !ports.get(host)?.has(port))
}
