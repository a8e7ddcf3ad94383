import { defineArtifact } from '../artifact.js'
import { instanceFile, open } from '../files.js'

interface View {
  readonly user: string
  readonly home: string
  readonly passwordFile: string
  readonly watchdog: boolean
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
  uses: ['patroni_enabled', 'patroni_watchdog_mode', 'pg_dbsu', 'pg_dbsu_home'],
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const { patroni, postgres } = instance
        if (patroni === undefined) return []
        const view = { user: postgres.superuser.name, home: postgres.home, passwordFile: `${postgres.home}/.pgpass`, watchdog: patroni.watchdog === 'required' }
        return instanceFile(instance, '/etc/systemd/system/patroni.service', open, view)
      }),
    ),
  content: ({ user, home, passwordFile, watchdog }) => [
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
        ['EnvironmentFile', '-/etc/patroni_env.conf'],
        ['WorkingDirectory', home],
        ['ExecStartPre', ['-+/usr/bin/chown', `${user}:postgres`, passwordFile]],
        ['ExecStartPre', ['-+/usr/bin/chmod', '0600', passwordFile]],
        ...(watchdog
          ? [
              ['ExecStartPre', ['-/usr/bin/sudo', '/sbin/modprobe', 'softdog']],
              ['ExecStartPre', ['-/usr/bin/sudo', '/bin/chown', user, '/dev/watchdog']],
            ]
          : []),
        ['ExecStart', ['/usr/bin/patroni', '/etc/patroni/patroni.yml']],
        ['ExecReload', ['/usr/bin/kill', '-s', 'HUP', '$MAINPID']],
        ['StandardOutput', 'journal'],
        ['StandardError', 'journal'],
        ['SyslogIdentifier', 'patroni'],
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
