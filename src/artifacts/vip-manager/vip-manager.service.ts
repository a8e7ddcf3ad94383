import { defineArtifact } from '../artifact.js'
import { instanceFile, open, unitPath } from '../files.js'

interface View {
  readonly command: readonly string[]
  /** The unit of Patroni. */
  readonly before: string
}

/**
 * vip-manager.service. Runs as root, who may change addresses. Where nobody states the interface, a shell looks for the one with the
 * host's own address at each start and hands it over as VIP_INTERFACE, which wins over the file.
 */
export const vipManagerService = defineArtifact<View>({
  id: 'vip-manager/vip-manager.service',
  component: 'vip-manager',
  format: 'unit',
  impact: { action: 'restart', unit: 'vip-manager.service', how: 'after systemctl daemon-reload' },
  uses: ['pg_cluster', 'pg_instances', 'pg_seq', 'pg_vip_enabled', 'pg_vip_interface'],
  each: 'cluster',
  files: (model) =>
    model.clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const { vip, host, layout } = instance
        if (vip === undefined) return []
        const plain = ['/usr/bin/vip-manager', `--config=${layout.vipManagerConfig}`]
        const command = vip.interface === undefined ? ['/bin/sh', '-c', scriptFor(host.address.text, plain)] : plain
        const view = { command, before: layout.units.patroni }
        return { ...instanceFile(instance, unitPath(instance, 'vip-manager'), open, view, 'vip-manager'), at: vip.at }
      }),
    ),
  content: (view) => [
    [
      'Unit',
      [
        ['Description', 'Virtual IP of a PostgreSQL cluster, on its primary'],
        ['After', 'network-online.target'],
        ['Before', view.before],
      ],
    ],
    [
      'Service',
      [
        ['Type', 'simple'],
        ['ExecStart', view.command],
        ['Restart', 'on-failure'],
        ['RestartSec', '5s'],
        ['CPUQuota', '10%'],
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ],
})

/** The second word of iproute2's line about an address is the interface. While none carries it the shell fails, and systemd tries again. */
function scriptFor(address: string, command: readonly string[]): string {
  return `set -- $(ip -oneline address show to ${address}); export VIP_INTERFACE="\${2:?no interface carries ${address}}"; exec ${command.join(' ')}`
}
