import { defineArtifact } from '../artifact.js'
import { type ExporterUnit, exporterUnit } from '../exporter-unit.js'
import { instanceFile, open, unitPath } from '../files.js'

/** pgbackrest_exporter.service: metrics of the backups. */
export const pgbackrestExporterService = defineArtifact<ExporterUnit>({
  id: 'exporters/pgbackrest_exporter.service',
  component: 'pgbackrest_exporter',
  format: 'unit',
  impact: { action: 'restart', unit: 'pgbackrest_exporter.service', how: 'after systemctl daemon-reload' },
  uses: ['pg_dbsu', 'pg_instances', 'pgbackrest_enabled', 'pgbackrest_exporter_enabled'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        if (instance.exporters.pgbackrest === undefined) return []
        return instanceFile(
          instance,
          unitPath(instance, 'pgbackrest_exporter'),
          open,
          {
            description: 'Metrics of the backups',
            environment: instance.layout.environment.pgbackrest_exporter,
            user: instance.postgres.superuser.name,
          },
          'pgbackrest_exporter',
        )
      }),
    ),
  content: (view) => exporterUnit(view, { command: ['/usr/bin/pgbackrest_exporter', '$EXPORTER_OPTS'], reloads: false, quota: '10%', after: 'network.target' }),
})
