import { defineArtifact } from '../artifact.js'
import { type PoolEnvironment, poolEnvironment } from '../exporter-environment.js'
import { instanceFile, serverOnly } from '../files.js'

/** The environment of the exporter beside each PgBouncer, which is pg_exporter too. */
export const pgbouncerExporterEnv = defineArtifact<PoolEnvironment>({
  id: 'exporters/pgbouncer_exporter',
  component: 'pgbouncer_exporter',
  format: 'env',
  impact: { action: 'restart', unit: 'pgbouncer_exporter.service' },
  uses: [
    'exporter_metrics_path',
    'pg_dbsu',
    'pg_exporter_connect_timeout',
    'pg_instances',
    'pg_monitor_password',
    'pg_monitor_username',
    'pgbouncer_enabled',
    'pgbouncer_exporter_enabled',
    'pgbouncer_exporter_options',
    'pgbouncer_exporter_port',
    'pgbouncer_exporter_url',
    'pgbouncer_port',
  ],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const { pgbouncer } = instance.exporters
        if (pgbouncer === undefined) return []
        return instanceFile(
          instance,
          instance.layout.environment.pgbouncer_exporter,
          serverOnly(instance, true),
          poolEnvironment(pgbouncer, instance.layout.collectors.pgbouncer_exporter),
          'pgbouncer_exporter',
        )
      }),
    ),
})
