import { defineArtifact } from '../artifact.js'
import { instanceFile } from '../files.js'

/**
 * vip-manager.yml: keeps a cluster's virtual IP on its current primary. Every member gets it, since any replica can be promoted.
 * Units: interval and retry-after in milliseconds, netmask in bits. `auto` is no interface to vip-manager: where the file says it,
 * the unit sets VIP_INTERFACE, which wins over the file. Source: vip-manager's configuration reference.
 */
export const vipManagerYml = defineArtifact({
  id: 'vip-manager/vip-manager.yml',
  component: 'vip-manager',
  format: 'yaml',
  impact: { action: 'restart', unit: 'vip-manager.service' },
  uses: [
    'etcd_port',
    'etcd_seq',
    'pg_cluster',
    'pg_etcd_password',
    'pg_group',
    'pg_instances',
    'pg_mode',
    'pg_namespace',
    'pg_seq',
    'pg_shard',
    'pg_vip_address',
    'pg_vip_enabled',
    'pg_vip_interface',
  ],
  each: 'cluster',
  files: (model) =>
    model.clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const { vip, dcs, name, layout } = instance
        if (vip === undefined) return []
        const rights = { owner: 'root', group: 'postgres', mode: '0600', secret: true }
        const view = {
          interval: 1000,
          'trigger-key': dcs.leaderKey,
          'trigger-value': name,
          ip: vip.address.text,
          netmask: vip.prefixLength,
          interface: vip.interface ?? 'auto',
          'manager-type': 'basic',
          'dcs-type': 'etcd',
          'dcs-endpoints': dcs.endpoints.map((endpoint) => `https://${endpoint}`),
          'etcd-ca-file': layout.certificate.ca,
          'etcd-cert-file': layout.certificate.cert,
          'etcd-key-file': layout.certificate.key,
          'etcd-user': dcs.scope,
          'etcd-password': dcs.password,
          'retry-num': 2,
          'retry-after': 250,
          verbose: false,
        }
        return { ...instanceFile(instance, layout.vipManagerConfig, rights, view, 'vip-manager'), at: vip.at }
      }),
    ),
})
