import { defineArtifact } from '../artifact.js'
import { hostFile, open } from '../files.js'

/** etcd.service. It is killed last when memory runs out: without it no cluster can choose a primary. */
export const etcdService = defineArtifact<{ readonly dataDirectory: string }>({
  id: 'etcd/etcd.service',
  component: 'etcd',
  format: 'unit',
  impact: { action: 'restart', unit: 'etcd.service', how: 'after systemctl daemon-reload, one member after the other' },
  uses: ['etcd_data', 'etcd_seq'],
  files: ({ site }) =>
    site.etcd.flatMap((host) =>
      host.etcd === undefined ? [] : hostFile(host, '/etc/systemd/system/etcd.service', open, { dataDirectory: host.etcd.dataDirectory }, host.etcd.at),
    ),
  content: ({ dataDirectory }) => [
    [
      'Unit',
      [
        ['Description', 'etcd, where Patroni keeps who leads'],
        ['After', 'network.target network-online.target'],
        ['Wants', 'network-online.target'],
      ],
    ],
    [
      'Service',
      [
        ['Type', 'notify'],
        ['User', 'etcd'],
        ['WorkingDirectory', dataDirectory],
        ['ExecStart', ['/usr/bin/etcd', '--config-file', '/etc/etcd/etcd.conf']],
        ['Restart', 'on-failure'],
        ['RestartSec', '5'],
        ['TimeoutStartSec', '60'],
        ['TimeoutStopSec', '60'],
        ['LimitNOFILE', '65536'],
        ['OOMScoreAdjust', '-1000'],
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ],
})
