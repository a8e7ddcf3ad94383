import { defineArtifact } from '../artifact.js'
import { hostFile, open } from '../files.js'

type View = Record<string, never>

/**
 * vector.service. Runs as root, since the logs of all daemons are readable by their owners only.
 */
export const vectorService = defineArtifact<View>({
  id: 'vector/vector.service',
  component: 'vector',
  format: 'unit',
  impact: { action: 'restart', unit: 'vector.service', how: 'after systemctl daemon-reload' },
  uses: ['vector_enabled'],
  each: 'host',
  files: ({ hosts }) =>
    hosts.flatMap((host) => (host.logAgent === undefined ? [] : hostFile(host, '/etc/systemd/system/vector.service', open, {}, host.logAgent.at))),
  content: () => [
    [
      'Unit',
      [
        ['Description', 'Vector, which reads the logs and sends them on'],
        ['After', 'network-online.target'],
        ['Wants', 'network-online.target'],
      ],
    ],
    [
      'Service',
      [
        ['User', 'root'],
        ['EnvironmentFile', '-/etc/default/vector'],
        ['ExecStart', ['/usr/bin/vector', '$VECTOR_OPTS']],
        ['ExecReload', ['/bin/kill', '-HUP', '$MAINPID']],
        ['Restart', 'on-failure'],
        ['RestartSec', '5'],
        ['LimitNOFILE', '655360'],
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ],
})
