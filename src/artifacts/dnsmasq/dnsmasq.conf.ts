import { defineArtifact } from '../artifact.js'
import { hostFile, open } from '../files.js'

interface View {
  readonly address: string
  readonly port: number
  readonly group: string
}

/** dnsmasq.conf of an infra node: answers for the site's own names from one directory, and asks the servers of /etc/resolv.conf for all others. */
export const dnsmasqConf = defineArtifact<View>({
  id: 'dnsmasq/dnsmasq.conf',
  component: 'dnsmasq',
  format: 'lines',
  impact: { action: 'restart', unit: 'dnsmasq.service' },
  uses: ['dns_port', 'pgcompile_target'],
  files: ({ site }) =>
    site.infra.flatMap((host) =>
      host.infra === undefined
        ? []
        : hostFile(host, '/etc/dnsmasq.conf', open, { address: host.address.text, port: host.infra.dnsPort, group: host.platform.dnsmasqGroup }, host.infra.at),
    ),
  content: ({ address, port, group }) => [
    'hostsdir=/etc/dnsmasq.d/pigsty',
    'no-hosts',
    'bogus-priv',
    `listen-address=127.0.0.1,${address}`,
    `port=${port}`,
    'bind-dynamic',
    'user=dnsmasq',
    `group=${group}`,
    'conf-dir=/etc/dnsmasq.d,.rpmnew,.rpmsave,.rpmorig',
  ],
})
