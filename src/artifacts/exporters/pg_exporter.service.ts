import { defineArtifact } from '../artifact.js'
import { type ExporterUnit, exporterUnit, pgExporterProgram } from '../exporter-unit.js'
import { instanceFile, open } from '../files.js'

/** pg_exporter.service: metrics of PostgreSQL. */
export const pgExporterService = defineArtifact<ExporterUnit>({
  id: 'exporters/pg_exporter.service',
  component: 'pg_exporter',
  format: 'unit',
  impact: { action: 'restart', unit: 'pg_exporter.service', how: 'after systemctl daemon-reload' },
  uses: ['pg_dbsu', 'pg_exporter_enabled'],
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        if (instance.exporters.postgres === undefined) return []
        return instanceFile(instance, '/etc/systemd/system/pg_exporter.service', open, {
          description: 'Metrics of PostgreSQL',
          environment: '/etc/default/pg_exporter',
          user: instance.postgres.superuser.name,
        })
      }),
    ),
  content: (view) => exporterUnit(view, pgExporterProgram),
})
