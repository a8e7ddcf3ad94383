import { defineArtifact } from '../artifact.js'
import { type PostgresEnvironment, postgresEnvironment } from '../exporter-environment.js'
import { instanceFile, serverOnly } from '../files.js'

/** The environment of pg_exporter beside each PostgreSQL server. */
export const pgExporterEnv = defineArtifact<PostgresEnvironment>({
  id: 'exporters/pg_exporter',
  component: 'pg_exporter',
  format: 'env',
  impact: { action: 'restart', unit: 'pg_exporter.service' },
  uses: [
    'exporter_metrics_path',
    'pg_dbsu',
    'pg_exporter_auto_discovery',
    'pg_exporter_connect_timeout',
    'pg_exporter_enabled',
    'pg_exporter_exclude_database',
    'pg_exporter_include_database',
    'pg_exporter_options',
    'pg_exporter_params',
    'pg_exporter_port',
    'pg_exporter_url',
    'pg_instances',
    'pg_localhost',
    'pg_monitor_password',
    'pg_monitor_username',
    'pg_port',
  ],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const { postgres } = instance.exporters
        if (postgres === undefined) return []
        return instanceFile(
          instance,
          instance.layout.environment.pg_exporter,
          serverOnly(instance, true),
          postgresEnvironment(postgres, instance.layout.collectors.pg_exporter),
          'pg_exporter',
        )
      }),
    ),
})
