import { defineArtifact } from '../artifact.js'
import { instanceFile, open, unitPath } from '../files.js'

interface View {
  readonly user: string
  readonly home: string
  readonly passwordFile: string
  readonly watchdog: boolean
  readonly environment: string
  readonly config: string
  /** What the journal calls it. */
  readonly tag: string
}

/**
 * patroni.service. Patroni starts and stops PostgreSQL itself: systemd ends Patroni alone (KillMode) and never restarts it behind its back.
 * With a watchdog that is required, the kernel module and its device are made ready first; the unit starts all the same where that fails,
 * and Patroni then refuses to lead. Patroni renews .pgpass in place, which fails where a copy by root has left it root's: the unit gives it back.
 */
export const patroniService = defineArtifact<View>({
  id: 'patroni/patroni.service',
  component: 'patroni',
  format: 'unit',
  impact: { action: 'restart', unit: 'patroni.service', how: 'after systemctl daemon-reload, in maintenance mode: PostgreSQL stops with Patroni' },
  uses: ['patroni_enabled', 'patroni_watchdog_mode', 'pg_dbsu', 'pg_dbsu_home', 'pg_instances', 'pgcompile_target'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const { patroni, postgres, layout } = instance
        if (patroni === undefined) return []
        const view = {
          user: postgres.superuser.name,
          home: postgres.home,
          passwordFile: `${postgres.home}/${layout.passwordFile}`,
          watchdog: patroni.watchdog === 'required',
          environment: layout.patroniEnvironment,
          config: layout.patroniConfig,
          tag: layout.units.patroni.replace(/[.]service$/, ''),
        }
        return instanceFile(instance, unitPath(instance, 'patroni'), open, view, 'patroni')
      }),
    ),
  content: ({ user, home, passwordFile, watchdog, environment, config, tag }) => [
    [
      'Unit',
      [
        ['Description', 'Patroni, which runs PostgreSQL and decides who leads'],
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
        ['EnvironmentFile', `-${environment}`],
        ['WorkingDirectory', home],
        ['ExecStartPre', ['-+/usr/bin/chown', `${user}:postgres`, passwordFile]],
        ['ExecStartPre', ['-+/usr/bin/chmod', '0600', passwordFile]],
        ...(watchdog
          ? [
              ['ExecStartPre', ['-/usr/bin/sudo', '/sbin/modprobe', 'softdog']],
              ['ExecStartPre', ['-/usr/bin/sudo', '/bin/chown', user, '/dev/watchdog']],
            ]
          : []),
        ['ExecStart', ['/usr/bin/patroni', config]],
        ['ExecReload', ['/usr/bin/kill', '-s', 'HUP', '$MAINPID']],
        ['StandardOutput', 'journal'],
        ['StandardError', 'journal'],
        ['SyslogIdentifier', tag],
        ['KillMode', 'process'],
        ['TimeoutSec', '30'],
        ['TimeoutStopSec', '120'],
        ['Restart', 'no'],
        ['LimitNOFILE', '8388608'],
        ['LimitNPROC', 'infinity'],
        ['LimitCORE', 'infinity'],
        ['OOMScoreAdjust', '-1000'],
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ],
})
