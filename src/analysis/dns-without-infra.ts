import { defineCheck } from './check.js'

/** Names are registered on infra nodes; without one, nobody can resolve them. */
export const dnsWithoutInfra = defineCheck({
  code: 'dns-without-infra',
  severity: 'warning',
  summary: 'DNS records without an infra node to serve them',
  hint: 'list the infra nodes in a group `infra`, or set dns_enabled to false',
  *run({ site, clusters }) {
    const cluster = clusters.find(({ instances }) => instances.some(({ dns }) => dns !== undefined))
    if (site.infra.length === 0 && cluster !== undefined)
      yield { at: cluster.at, message: 'dns_enabled is true, and group infra has no host: no name of a cluster or instance is registered anywhere' }
  },
})
