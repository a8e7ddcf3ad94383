import type { PublishedService, ServiceServer } from '../model/service.js'
import type { Finding } from './check.js'
import { defineCheck } from './check.js'

/** Patroni answers the checks of HAProxy. Where it is off, every server stays down and the service refuses all connections (KD-05). */
export const serviceCheckUnanswered = defineCheck({
  code: 'service-check-unanswered',
  severity: 'warning',
  summary: 'services whose servers have no Patroni to answer the check',
  hint: 'let Patroni run, or publish no services: `pg_default_services: []`',
  *run({ services }): Iterable<Finding> {
    const byCluster = new Map<string, PublishedService[]>()
    for (const service of services) byCluster.set(service.cluster.name, [...(byCluster.get(service.cluster.name) ?? []), service])
    for (const [cluster, published] of byCluster) {
      const silent = new Map<string, ServiceServer>()
      const names = new Set<string>()
      for (const { name, servers } of published)
        for (const server of servers)
          if (server.patroniOff !== undefined) {
            silent.set(server.instance.name, server)
            names.add(name)
          }
      const members = [...silent.keys()].sort()
      for (const { patroniOff } of silent.values())
        if (patroniOff !== undefined)
          yield {
            at: patroniOff,
            message: `services ${[...names].join(', ')} of ${cluster} can never reach ${members.join(', ')}: their check asks Patroni, which is off there`,
          }
    }
  },
})
