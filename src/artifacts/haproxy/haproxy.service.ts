import { defineArtifact } from '../artifact.js'
import { hostFile, open } from '../files.js'

type View = Record<string, never>

/**
 * haproxy.service. A reload checks the configuration first, and then hands the sockets over to new workers: nobody is cut off.
 */
export const haproxyService = defineArtifact<View>({
  id: 'haproxy/haproxy.service',
  component: 'haproxy',
  format: 'unit',
  impact: { action: 'restart', unit: 'haproxy.service', how: 'after systemctl daemon-reload' },
  uses: ['haproxy_enabled'],
  each: 'host',
  files: ({ hosts }) => hosts.flatMap((host) => (host.balancer === undefined ? [] : hostFile(host, '/etc/systemd/system/haproxy.service', open, {}))),
  content: () => [
    [
      'Unit',
      [
        ['Description', 'HAProxy, which leads clients to the right members'],
        ['After', 'network.target'],
      ],
    ],
    [
      'Service',
      [
        ['Type', 'notify'],
        ['Environment', '"EXTRAOPTS=-S /run/haproxy-master.sock"'],
        ['EnvironmentFile', '-/etc/default/haproxy'],
        ['ExecStartPre', ['/usr/sbin/haproxy', '-Ws', '-f', '/etc/haproxy/haproxy.cfg', '-f', '/etc/haproxy/conf.d', '-c', '-q', '$EXTRAOPTS']],
        ['ExecStart', ['/usr/sbin/haproxy', '-Ws', '-f', '/etc/haproxy/haproxy.cfg', '-f', '/etc/haproxy/conf.d', '$EXTRAOPTS']],
        ['ExecReload', ['/usr/sbin/haproxy', '-Ws', '-f', '/etc/haproxy/haproxy.cfg', '-f', '/etc/haproxy/conf.d', '-c', '-q', '$EXTRAOPTS']],
        ['ExecReload', ['/bin/kill', '-USR2', '$MAINPID']],
        ['KillMode', 'mixed'],
        ['SuccessExitStatus', '143'],
        ['Restart', 'always'],
        ['RestartSec', '5'],
        ['LimitNOFILE', '4194304'],
        ['LimitNPROC', 'infinity'],
        ['LimitCORE', 'infinity'],
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ],
})
