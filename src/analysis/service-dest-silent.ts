import type { Listener } from '../model/listener.js'
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
    for (const { first, clusters } of byDefinition(services.filter((service) => isSilent(service, listeners)))) {
      const port = first.servers.find(({ target }) => target === 'other')?.port
      yield {
        at: first.where.dest,
        message: `service ${first.name} of ${clusters} leads to port ${port} of its members, where nothing that this inventory describes listens`,
      }
    }
  },
})

function isSilent({ servers }: PublishedService, listeners: readonly Listener[]): boolean {
  return servers.some(
    ({ target, port, instance }) =>
      target === 'other' && !listeners.some((listener) => listener.host === instance.host && listener.port === port && !listener.address.startsWith('/')),
  )
}
