import { defineArtifact } from '../artifact.js'
import { instanceFile, open } from '../files.js'

const binaries = { rpm: '/usr/bin/pgbouncer', deb: '/usr/sbin/pgbouncer' }

interface View {
  readonly user: string
  /** Where the distribution installs it. */
  readonly binary: string
}

/**
 * pgbouncer.service. SIGINT ends it once running queries are done; from 1.23 on SIGTERM would wait for every client to leave.
 */
export const pgbouncerService = defineArtifact<View>({
  id: 'pgbouncer/pgbouncer.service',
  component: 'pgbouncer',
  format: 'unit',
  impact: { action: 'restart', unit: 'pgbouncer.service', how: 'after systemctl daemon-reload' },
  uses: ['pgbouncer_enabled', 'pg_dbsu'],
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        if (instance.pool === undefined) return []
        const view = { user: instance.postgres.superuser.name, binary: binaries[instance.host.hardware.packaging] }
        return instanceFile(instance, '/etc/systemd/system/pgbouncer.service', open, view)
      }),
    ),
  content: ({ user, binary }) => [
    [
      'Unit',
      [
        ['Description', 'PgBouncer, the connection pool in front of PostgreSQL'],
        ['After', 'syslog.target network.target'],
      ],
    ],
    [
      'Service',
      [
        ['Type', 'simple'],
        ['User', user],
        ['Group', 'postgres'],
        ['RuntimeDirectory', 'postgresql'],
        ['RuntimeDirectoryMode', '0755'],
        ['RuntimeDirectoryPreserve', 'yes'],
        ['Environment', 'BOUNCERCONF=/etc/pgbouncer/pgbouncer.ini'],
        ['PIDFile', '/run/postgresql/pgbouncer.pid'],
        ['ExecStart', [binary, '${BOUNCERCONF}']],
        ['ExecReload', ['/usr/bin/kill', '-HUP', '$MAINPID']],
        ['KillSignal', 'SIGINT'],
        ['TimeoutSec', '300'],
        ['Restart', 'on-failure'],
        ['RestartSec', '5s'],
        ['LimitNOFILE', '655360'],
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ],
})
