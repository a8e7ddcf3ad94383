import { defineArtifact } from '../artifact.js'
import { type ExporterUnit, exporterUnit, pgExporterProgram } from '../exporter-unit.js'
import { hostFile, open } from '../files.js'
import { watched } from '../remotes.js'

/** The unit of an exporter on an infra node that watches a server elsewhere. */
export const remoteExporterService = defineArtifact<ExporterUnit>({
  id: 'exporters/remote.service',
  component: 'pg_exporter',
  format: 'unit',
  impact: { action: 'restart', how: 'after systemctl daemon-reload' },
  uses: ['pg_dbsu', 'pg_exporters'],
  files: (model) =>
    watched(model).map(({ host, remote, name }) => {
      const view = { description: `Metrics of PostgreSQL ${remote.name} elsewhere`, environment: `/etc/default/${name}`, user: remote.exporter.user }
      return { ...hostFile(host, `/etc/systemd/system/${name}.service`, open, view, remote.at), unit: `${name}.service` }
    }),
  content: (view) => exporterUnit(view, pgExporterProgram),
})
