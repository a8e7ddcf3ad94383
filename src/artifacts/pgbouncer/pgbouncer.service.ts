import { defineArtifact } from '../artifact.js'
import { instanceFile, open, unitPath } from '../files.js'

const binaries = { rpm: '/usr/bin/pgbouncer', deb: '/usr/sbin/pgbouncer' }

interface View {
  readonly user: string
  /** Where the distribution installs it. */
  readonly binary: string
  readonly config: string
  readonly pidfile: string
}

/**
 * pgbouncer.service. SIGINT ends it once running queries are done; from 1.23 on SIGTERM would wait for every client to leave.
 */
export const pgbouncerService = defineArtifact<View>({
  id: 'pgbouncer/pgbouncer.service',
  component: 'pgbouncer',
  format: 'unit',
  impact: { action: 'restart', unit: 'pgbouncer.service', how: 'after systemctl daemon-reload' },
  uses: ['pgbouncer_enabled', 'pg_dbsu', 'pg_instances', 'pgcompile_target'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        if (instance.pool === undefined) return []
        const { pgbouncerDirectory, pgbouncerPidfile } = instance.layout
        const view = {
          user: instance.postgres.superuser.name,
          binary: binaries[instance.host.hardware.packaging],
          config: `${pgbouncerDirectory}/pgbouncer.ini`,
          pidfile: pgbouncerPidfile,
        }
        return instanceFile(instance, unitPath(instance, 'pgbouncer'), open, view, 'pgbouncer')
      }),
    ),
  content: ({ user, binary, config, pidfile }) => [
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
        ['Environment', `BOUNCERCONF=${config}`],
        ['PIDFile', pidfile],
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
