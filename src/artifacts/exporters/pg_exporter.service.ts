import { defineArtifact } from '../artifact.js'
import { type ExporterUnit, exporterUnit, pgExporterProgram } from '../exporter-unit.js'
import { instanceFile, open, unitPath } from '../files.js'

/** pg_exporter.service: metrics of PostgreSQL. */
export const pgExporterService = defineArtifact<ExporterUnit>({
  id: 'exporters/pg_exporter.service',
  component: 'pg_exporter',
  format: 'unit',
  impact: { action: 'restart', unit: 'pg_exporter.service', how: 'after systemctl daemon-reload' },
  uses: ['pg_dbsu', 'pg_exporter_enabled', 'pg_instances'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        if (instance.exporters.postgres === undefined) return []
        return instanceFile(
          instance,
          unitPath(instance, 'pg_exporter'),
          open,
          {
            description: 'Metrics of PostgreSQL',
            environment: instance.layout.environment.pg_exporter,
            user: instance.postgres.superuser.name,
          },
          'pg_exporter',
        )
      }),
    ),
  content: (view) => exporterUnit(view, pgExporterProgram),
})
