import { understands } from '../../compat/understands.js'
import type { EtcdMember } from '../../model/etcd-member.js'
import type { Host, Model } from '../../model/model.js'
import { endpoint } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { hostFile } from '../files.js'

const certificates = { 'cert-file': '/etc/etcd/server.crt', 'key-file': '/etc/etcd/server.key', 'trusted-ca-file': '/etc/etcd/ca.crt' }

/**
 * etcd.conf of one member. Timeouts in milliseconds, the quota in bytes; the whole history of a key is kept for a day.
 * Certificates are trusted where they are presented and not demanded: users and roles decide what a client may do.
 * Source: etcd's configuration file; a flag or a variable of the environment beside it has no effect.
 */
export const etcdConf = defineArtifact<Record<string, unknown>>({
  id: 'etcd/etcd.conf',
  component: 'etcd',
  format: 'yaml',
  impact: { action: 'restart', unit: 'etcd.service', how: 'one member after the other; initial-* count at the first start only' },
  uses: [
    'etcd_cluster',
    'etcd_data',
    'etcd_election_timeout',
    'etcd_heartbeat_interval',
    'etcd_init',
    'etcd_peer_port',
    'etcd_port',
    'etcd_seq',
    'etcd_version',
    'pg_vip_enabled',
    'pgcompile_target',
    'vip_manager_version',
  ],
  files: (model) =>
    model.site.etcd.flatMap((host) =>
      host.etcd === undefined
        ? []
        : hostFile(host, '/etc/etcd/etcd.conf', { owner: 'etcd', group: 'etcd', mode: '0644', secret: false }, viewOf(host, host.etcd, model), host.etcd.at),
    ),
})

function viewOf(host: Host, member: EtcdMember, { site, clusters }: Model): Record<string, unknown> {
  const clients = url(host, member.port)
  const apis = new Set(clusters.flatMap(({ instances }) => instances.map(({ dcs }) => dcs.api)))
  return {
    name: member.name,
    'data-dir': member.dataDirectory,
    'initial-cluster-token': member.clusterName,
    'initial-cluster-state': member.init,
    'initial-cluster': peers(member, site),
    'initial-advertise-peer-urls': url(host, member.peerPort),
    'listen-peer-urls': url(host, member.peerPort),
    'listen-client-urls': `${clients},https://${host.address.family === 6 ? '[::1]' : '127.0.0.1'}:${member.port}`,
    'advertise-client-urls': clients,
    'election-timeout': member.electionTimeout,
    'heartbeat-interval': member.heartbeatInterval,
    'quota-backend-bytes': 8589934592,
    'auto-compaction-mode': 'periodic',
    'auto-compaction-retention': '24h',
    'client-transport-security': certificates,
    'peer-transport-security': certificates,
    // Patroni's etcd3 speaks to the gateway, which older versions leave off where they have a configuration file.
    ...(apis.has('etcd3') && !understands(host.platform, 'etcd', 'gRPC gateway without being asked for') ? { 'enable-grpc-gateway': true } : {}),
    ...(apis.has('etcd') ? { 'enable-v2': true } : {}),
  }
}

/** Every member of the cluster by name, in the order of the addresses' text. */
function peers({ clusterName }: EtcdMember, site: Model['site']): string {
  return site.etcd.flatMap((host) => (host.etcd?.clusterName === clusterName ? `${host.etcd.name}=${url(host, host.etcd.peerPort)}` : [])).join(',')
}

function url(host: Host, port: number): string {
  return `https://${endpoint(host.address, port)}`
}
