import { defineArtifact } from '../artifact.js'
import { type ExporterUnit, exporterUnit } from '../exporter-unit.js'
import { hostFile, open } from '../files.js'

/** node_exporter.service: metrics of the machine. */
export const nodeExporterService = defineArtifact<ExporterUnit>({
  id: 'exporters/node_exporter.service',
  component: 'node_exporter',
  format: 'unit',
  impact: { action: 'restart', unit: 'node_exporter.service', how: 'after systemctl daemon-reload' },
  uses: ['node_exporter_enabled'],
  each: 'host',
  files: ({ hosts }) =>
    hosts.flatMap((host) => {
      if (host.exporter === undefined) return []
      return hostFile(host, '/etc/systemd/system/node_exporter.service', open, {
        description: 'Metrics of the machine',
        environment: '/etc/default/node_exporter',
        user: 'root',
      })
    }),
  content: (view) => exporterUnit(view, { command: ['/usr/bin/node_exporter', '$NODE_EXPORTER_OPTS'], reloads: false, quota: '30%', pause: '5' }),
})
