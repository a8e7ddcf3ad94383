import type { Host, Model } from '../../model/model.js'
import { endpoint } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { hostFile } from '../files.js'

const certificates = { cacert: '/etc/pki/ca.crt', cert: '/etc/pki/infra.crt', key: '/etc/pki/infra.key' }

/**
 * patronictl.yml of an infra node: patronictl for all clusters of the site, as etcd's root user. It speaks for the clusters in one namespace and with one
 * REST account; where clusters differ in these, it takes those of the first by name, and `patronictl -c` with a member's own file reaches the others.
 */
export const patroniPatronictlYml = defineArtifact<Record<string, unknown>>({
  id: 'patroni/patronictl.yml',
  component: 'patroni',
  format: 'yaml',
  impact: { action: 'none', how: 'patronictl reads it at every start' },
  uses: [
    'admin_ip',
    'etcd_port',
    'etcd_root_password',
    'etcd_seq',
    'patroni_enabled',
    'patroni_password',
    'patroni_port',
    'patroni_ssl_enabled',
    'patroni_username',
    'pg_namespace',
    'pg_vip_enabled',
    'pgcompile_target',
    'vip_manager_version',
  ],
  files: (model) =>
    model.site.infra.flatMap((host) => {
      const view = viewOf(host, model)
      if (view === undefined) return []
      return hostFile(host, '/infra/conf/patronictl.yml', { owner: 'root', group: 'admin', mode: '0640', secret: true }, view)
    }),
})

/** Undefined where no cluster has Patroni, or none of the hosts is a member of etcd. */
function viewOf(host: Host, { site, clusters }: Model): Record<string, unknown> | undefined {
  const members = site.etcd.flatMap(({ address, etcd }) => (etcd === undefined ? [] : { address, etcd }))
  const [first] = members
  const primary = clusters.map((cluster) => cluster.primary).find(({ patroni }) => patroni !== undefined)
  if (first === undefined || primary?.patroni === undefined) return undefined
  const { api, port, tls } = primary.patroni
  return {
    namespace: `${primary.dcs.namespace}/`.replace('//', '/'),
    [primary.dcs.api]: {
      hosts: members.map(({ address, etcd }) => endpoint(address, etcd.port)),
      protocol: 'https',
      ...certificates,
      username: 'root',
      password: first.etcd.rootPassword,
    },
    restapi: {
      listen: `0.0.0.0:${port}`,
      connect_address: endpoint(host.address, port),
      authentication: { username: api.name, password: api.password },
      allowlist: [...new Set([site.admin.text, ...site.infra.map(({ address }) => address.text)])].sort(),
    },
    ctl: tls ? { insecure: false, cacert: certificates.cacert, certfile: certificates.cert, keyfile: certificates.key } : { insecure: true },
  }
}
