import { defineArtifact } from '../artifact.js'
import { hostFile, open } from '../files.js'

type View = Record<string, never>

/**
 * dnsmasq.service of an infra node. The file is there whether or not the service is wanted.
 */
export const dnsmasqService = defineArtifact<View>({
  id: 'dnsmasq/dnsmasq.service',
  component: 'dnsmasq',
  format: 'unit',
  impact: { action: 'restart', unit: 'dnsmasq.service', how: 'after systemctl daemon-reload' },
  uses: [],
  files: ({ site }) => site.infra.map((host) => hostFile(host, '/etc/systemd/system/dnsmasq.service', open, {})),
  content: () => [
    [
      'Unit',
      [
        ['Description', 'dnsmasq, the name service of the site'],
        ['Wants', 'network-online.target'],
        ['After', 'network-online.target'],
      ],
    ],
    [
      'Service',
      [
        ['Type', 'forking'],
        ['PIDFile', '/run/dnsmasq.pid'],
        ['ExecStart', ['/usr/sbin/dnsmasq']],
        ['ExecReload', ['/bin/kill', '-HUP', '$MAINPID']],
        ['Restart', 'on-failure'],
        ['RestartSec', '5'],
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ],
})
