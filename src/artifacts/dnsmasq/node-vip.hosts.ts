import type { Host } from '../../model/model.js'
import { defineArtifact } from '../artifact.js'
import { type DnsRecords, dnsRecordsFile, dnsRecordsImpact } from '../dns-records.js'

/** The name of a node cluster, which leads to the address that keepalived moves among its hosts. */
export const dnsmasqNodeVipHosts = defineArtifact<DnsRecords>({
  id: 'dnsmasq/node-vip.hosts',
  component: 'dnsmasq',
  format: 'hosts',
  impact: dnsRecordsImpact,
  uses: ['node_cluster', 'node_id_from_pg', 'pg_cluster', 'vip_address', 'vip_dns_suffix', 'vip_enabled'],
  files: ({ site, hosts }) => {
    const first = new Map<string, Host>()
    for (const host of hosts) if (host.vip !== undefined && !first.has(host.nodeCluster)) first.set(host.nodeCluster, host)
    return [...first].flatMap(([cluster, { vip }]) =>
      vip === undefined ? [] : site.infra.map((host) => dnsRecordsFile(host, `${cluster}.vip`, vip.at, [{ address: vip.address, names: [vip.name] }])),
    )
  },
})
