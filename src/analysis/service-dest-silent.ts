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
  *run({ services, listenersOf }) {
    const others = services.filter(leadsElsewhere)
    const known = new Map<Host, ReadonlySet<number>>()
    const portsOf = (host: Host): ReadonlySet<number> => {
      const ports = known.get(host) ?? openPorts(listenersOf(host))
      known.set(host, ports)
      return ports
    }
    for (const { first, clusters } of byDefinition(others.filter((service) => isSilent(service, portsOf)))) {
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

/** On which a daemon takes connections over the network. */
function openPorts(listeners: readonly Listener[]): ReadonlySet<number> {
  return new Set(listeners.flatMap(({ port, address }) => (address.startsWith('/') ? [] : [port])))
}

function isSilent({ servers }: PublishedService, portsOf: (host: Host) => ReadonlySet<number>): boolean {
  return servers.some(({ target, port, instance: { host } }) => target === 'other' && !portsOf(host).has(port))
}
