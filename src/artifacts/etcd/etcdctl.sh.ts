import type { Host, Model } from '../../model/model.js'
import { endpoint } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { hostFile, open } from '../files.js'

interface View {
  readonly endpoints: string
  readonly ca: string
  readonly certificate: string
  readonly key: string
  /** OS users beside root who log in as etcd's root, from the password file; undefined where the host has none. */
  readonly administrators?: readonly string[]
}

/** What etcdctl needs in a shell: on members with the root user for those who may read its password, on other infra nodes without a user. */
export const etcdctlSh = defineArtifact<View>({
  id: 'etcd/etcdctl.sh',
  component: 'etcd',
  format: 'shell',
  impact: { action: 'none', how: 'at the next login' },
  uses: ['etcd_port', 'etcd_seq', 'node_admin_enabled', 'node_admin_username'],
  files: (model) => {
    const members = model.site.etcd.filter((host) => host.etcd !== undefined)
    const others = members.length === 0 ? [] : model.site.infra.filter((host) => !members.includes(host))
    return [...members, ...others].map((host) => hostFile(host, '/etc/profile.d/etcdctl.sh', open, viewOf(host, members, model)))
  },
  content: ({ endpoints, ca, certificate, key, administrators }) => [
    ['alias', 'e=etcdctl'],
    ['alias', 'em=etcdctl member'],
    ['export', `ETCDCTL_ENDPOINTS=${endpoints}`],
    ['export', `ETCDCTL_CACERT=${ca}`],
    ['export', `ETCDCTL_CERT=${certificate}`],
    ['export', `ETCDCTL_KEY=${key}`],
    ...(administrators === undefined
      ? []
      : [
          ['case', '$(id -un)', 'in'],
          [`root${administrators.map((name) => `|${name}`).join('')})`],
          ['if', '[', '-r', '/etc/etcd/etcd.pass', '];', 'then', 'export', 'ETCDCTL_USER=root:$(cat /etc/etcd/etcd.pass);', 'fi'],
          [';;'],
          ['esac'],
        ]),
  ],
})

function viewOf(host: Host, members: readonly Host[], { site }: Model): View {
  const endpoints = members.map(({ address, etcd }) => `https://${endpoint(address, etcd?.port ?? 2379)}`).join(',')
  if (!site.etcd.includes(host)) return { endpoints, ca: '/etc/pki/ca.crt', certificate: '/etc/pki/infra.crt', key: '/etc/pki/infra.key' }
  return {
    endpoints,
    ca: '/etc/etcd/ca.crt',
    certificate: '/etc/etcd/server.crt',
    key: '/etc/etcd/server.key',
    administrators: host.administrator === undefined || host.administrator === 'root' ? [] : [host.administrator],
  }
}
