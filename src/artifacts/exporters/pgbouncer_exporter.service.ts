import { defineArtifact } from '../artifact.js'
import { type ExporterUnit, exporterUnit, pgExporterProgram } from '../exporter-unit.js'
import { instanceFile, open, unitPath } from '../files.js'

/** pgbouncer_exporter.service: metrics of PgBouncer, by the program that also asks PostgreSQL. */
export const pgbouncerExporterService = defineArtifact<ExporterUnit>({
  id: 'exporters/pgbouncer_exporter.service',
  component: 'pgbouncer_exporter',
  format: 'unit',
  impact: { action: 'restart', unit: 'pgbouncer_exporter.service', how: 'after systemctl daemon-reload' },
  uses: ['pg_dbsu', 'pg_instances', 'pgbouncer_enabled', 'pgbouncer_exporter_enabled'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        if (instance.exporters.pgbouncer === undefined) return []
        return instanceFile(
          instance,
          unitPath(instance, 'pgbouncer_exporter'),
          open,
          {
            description: 'Metrics of PgBouncer',
            environment: instance.layout.environment.pgbouncer_exporter,
            user: instance.postgres.superuser.name,
          },
          'pgbouncer_exporter',
        )
      }),
    ),
  content: (view) => exporterUnit(view, pgExporterProgram),
})
