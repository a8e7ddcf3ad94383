import type { Host, InstalledFile } from './host.js'

/** Exporters that Debian has no package for, which the emitted units call: they answer on the port that the unit's options name. */
const exporters = ['pg_exporter', 'pgbackrest_exporter', 'node_exporter']

/** Ports of what the tree has no unit for: nginx_exporter, VictoriaLogs, VictoriaTraces, vmalert, alertmanager, blackbox_exporter, Grafana. */
const infrastructure = [9113, 9428, 10428, 8880, 9059, 9115, 3000]

const program = `#!${process.execPath}
const listed = process.argv.slice(2).flatMap((word) => /^(?:--web\\.listen-address=.*:)?(\\d+)$/.exec(word)?.slice(1) ?? [])
for (const port of listed) require('http').createServer((_, answer) => answer.end('stand_in 1\\n')).listen(Number(port))
`

const unit = (ports: readonly number[]): string => `[Service]\nExecStart=/usr/bin/stand-in ${ports.join(' ')}\n[Install]\nWantedBy=multi-user.target\n`

const vector = 9598

/** What stands in for programs that no package has; `infra` also for what runs on an infra host. */
export function standIns(infra: boolean): InstalledFile[] {
  const executable = [...exporters, 'stand-in'].map((name) => ({ path: `/usr/bin/${name}`, owner: 'root', group: 'root', mode: '0755', text: program }))
  const text = unit(infra ? [vector, ...infrastructure] : [vector])
  return [...executable, { path: '/etc/systemd/system/stand-in.service', owner: 'root', group: 'root', mode: '0644', text }]
}

/** Debian's VictoriaMetrics, which comes without a unit that reads /infra. */
const metricsUnit = `[Service]
User=_victoria-metrics
StateDirectory=victoria
ExecStart=/usr/bin/victoria-metrics -storageDataPath=/var/lib/victoria -httpListenAddr=:8428 -promscrape.config=/infra/prometheus.yml -memory.allowedBytes=128MB
[Install]
WantedBy=multi-user.target
`

export async function startMetrics(host: Host): Promise<void> {
  await host.install([{ path: '/etc/systemd/system/vmetrics.service', owner: 'root', group: 'root', mode: '0644', text: metricsUnit }])
  await host.demand(['systemctl', 'enable', '--now', '-q', 'vmetrics'])
}
