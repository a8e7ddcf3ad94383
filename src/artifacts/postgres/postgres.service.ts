import { defineArtifact } from '../artifact.js'
import { instanceFile, open, unitPath } from '../files.js'

interface View {
  readonly user: string
  readonly home: string
  readonly dataDirectory: string
  readonly binDirectory: string
  /** The unit of Patroni. */
  readonly rival: string
  /** What the journal calls it. */
  readonly tag: string
}

/**
 * postgres.service: PostgreSQL without Patroni, for clusters whose patroni_mode is remove. Beside a running Patroni it must stay off.
 */
export const postgresService = defineArtifact<View>({
  id: 'postgres/postgres.service',
  component: 'postgres',
  format: 'unit',
  impact: { action: 'manual', how: 'systemctl daemon-reload; the unit itself only runs where Patroni was removed' },
  uses: ['patroni_enabled', 'pg_bin_dir', 'pg_dbsu', 'pg_dbsu_home', 'pg_instances', 'pg_version', 'pgcompile_target'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const { home, dataDirectory, binDirectory, superuser } = instance.postgres
        if (instance.patroni === undefined) return []
        const { patroni: rival, postgres } = instance.layout.units
        const view = { user: superuser.name, home, dataDirectory, binDirectory, rival, tag: postgres.replace(/[.]service$/, '') }
        return instanceFile(instance, unitPath(instance, 'postgres'), open, view)
      }),
    ),
  content: ({ user, home, dataDirectory, binDirectory, rival, tag }) => [
    [
      'Unit',
      [
        ['Description', `PostgreSQL without Patroni: never start it while ${rival} runs`],
        ['After', 'syslog.target network-online.target'],
        ['Wants', 'network-online.target'],
      ],
    ],
    [
      'Service',
      [
        ['Type', 'notify'],
        ['User', user],
        ['Group', 'postgres'],
        ['RuntimeDirectory', 'postgresql'],
        ['RuntimeDirectoryMode', '0755'],
        ['RuntimeDirectoryPreserve', 'yes'],
        ['WorkingDirectory', home],
        ['Environment', `PGDATA=${dataDirectory}`],
        ['ExecStartPre', ['/usr/bin/test', '-d', '${PGDATA}']],
        ['ExecStart', [`${binDirectory}/postgres`, '-D', '${PGDATA}']],
        ['ExecReload', ['/bin/kill', '-HUP', '$MAINPID']],
        ['StandardOutput', 'journal'],
        ['StandardError', 'journal'],
        ['SyslogIdentifier', tag],
        ['KillMode', 'mixed'],
        ['KillSignal', 'SIGINT'],
        ['TimeoutStartSec', 'infinity'],
        ['TimeoutStopSec', '120'],
        ['Restart', 'on-failure'],
        ['LimitNOFILE', '8388608'],
        ['LimitNPROC', 'infinity'],
        ['LimitCORE', 'infinity'],
        ['OOMScoreAdjust', '-1000'],
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ],
})
