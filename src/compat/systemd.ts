import { always, type OptionTable } from './option.js'

/** Settings of units, and prefixes of commands. Source: systemd's manual pages. */
export const systemd: OptionTable = {
  ...always('Description After Before Wants', 'Unit.'),
  ...always('Type User Group Environment EnvironmentFile WorkingDirectory ExecStart ExecStartPre ExecReload PIDFile Restart RestartSec', 'Service.'),
  ...always('RuntimeDirectory RuntimeDirectoryMode StandardOutput StandardError SyslogIdentifier KillMode KillSignal SuccessExitStatus', 'Service.'),
  ...always('TimeoutSec TimeoutStartSec TimeoutStopSec LimitNOFILE LimitNPROC LimitCORE OOMScoreAdjust CPUQuota', 'Service.'),
  'Service.RuntimeDirectoryPreserve': { since: '235' },
  'Service.ExecStartPre +': { since: '231' },
  'Install.WantedBy': {},
}
