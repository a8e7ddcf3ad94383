import { defineArtifact } from '../artifact.js'
import { type DnsRecords, dnsRecordsFile, dnsRecordsImpact } from '../dns-records.js'

/** The fixed names of the site, dns_records, as each infra node sees them. */
export const dnsmasqDefaultHosts = defineArtifact<DnsRecords>({
  id: 'dnsmasq/default.hosts',
  component: 'dnsmasq',
  format: 'hosts',
  impact: dnsRecordsImpact,
  uses: ['admin_ip', 'dns_records'],
  files: ({ site }) => site.infra.flatMap((host) => (host.infra === undefined ? [] : dnsRecordsFile(host, 'default', host.at, host.infra.records))),
})
