import { defineArtifact } from '../artifact.js'
import { type Environment, listening } from '../exporter-environment.js'
import { hostFile, open } from '../files.js'

/** The environment of node_exporter on every machine. */
export const nodeExporterEnv = defineArtifact<Environment<'NODE_EXPORTER_OPTS'>>({
  id: 'exporters/node_exporter',
  component: 'node_exporter',
  format: 'env',
  impact: { action: 'restart', unit: 'node_exporter.service' },
  uses: ['exporter_metrics_path', 'node_exporter_enabled', 'node_exporter_options', 'node_exporter_port'],
  each: 'host',
  files: ({ hosts }) =>
    hosts.flatMap((host) => {
      const { exporter } = host
      if (exporter === undefined) return []
      const options = [listening(exporter), `--web.telemetry-path=${exporter.path}`, exporter.options].filter((option) => option !== '')
      return hostFile(host, '/etc/default/node_exporter', open, { NODE_EXPORTER_OPTS: options.join(' ') })
    }),
})
