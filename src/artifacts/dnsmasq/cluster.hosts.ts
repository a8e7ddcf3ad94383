import { defineArtifact } from '../artifact.js'
import { type DnsRecords, dnsRecordsFile, dnsRecordsImpact } from '../dns-records.js'

/** The name of a cluster, which leads to its VIP, its primary or a given address. No file for a cluster that wants no record. */
export const dnsmasqClusterHosts = defineArtifact<DnsRecords>({
  id: 'dnsmasq/cluster.hosts',
  component: 'dnsmasq',
  format: 'hosts',
  impact: dnsRecordsImpact,
  uses: ['dns_enabled', 'pg_cluster', 'pg_dns_suffix', 'pg_dns_target', 'pg_instances', 'pg_role', 'pg_vip_address', 'pg_vip_enabled'],
  each: 'cluster',
  files: ({ site, clusters }) =>
    clusters.flatMap((cluster) => {
      const dns = cluster.instances.find((instance) => instance.dns !== undefined)?.dns
      const address = dns?.target
      if (dns === undefined || address === undefined) return []
      return site.infra.map((host) => dnsRecordsFile(host, cluster.name, cluster.at, [{ address, names: [dns.name] }]))
    }),
})
