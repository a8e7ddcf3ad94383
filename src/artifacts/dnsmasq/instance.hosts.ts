import { defineArtifact } from '../artifact.js'
import { type DnsRecords, dnsRecordsFile, dnsRecordsImpact } from '../dns-records.js'

/** The name of an instance, which leads to its host. The cluster's DNS suffix does not belong to it. */
export const dnsmasqInstanceHosts = defineArtifact<DnsRecords>({
  id: 'dnsmasq/instance.hosts',
  component: 'dnsmasq',
  format: 'hosts',
  impact: dnsRecordsImpact,
  uses: ['dns_enabled', 'pg_cluster', 'pg_instances', 'pg_seq'],
  each: 'cluster',
  files: ({ site, clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances
        .filter(({ dns }) => dns !== undefined)
        .flatMap(({ name, at, host: { address } }) =>
          site.infra.map((host) => ({ ...dnsRecordsFile(host, name, at, [{ address, names: [name] }]), instance: name })),
        ),
    ),
})
