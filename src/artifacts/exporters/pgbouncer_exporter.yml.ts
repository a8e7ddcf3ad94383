import { defineArtifact } from '../artifact.js'
import { instanceFile, serverOnly } from '../files.js'
import { type CollectorEntry, collectorFile } from './collectors/collector.js'
import { pgbouncer } from './collectors/pgbouncer.js'

/** What the exporter asks the console of PgBouncer. */
export const pgbouncerExporterYml = defineArtifact<Readonly<Record<string, CollectorEntry>>>({
  id: 'exporters/pgbouncer_exporter.yml',
  component: 'pgbouncer_exporter',
  format: 'yaml',
  impact: { action: 'reload', unit: 'pgbouncer_exporter.service' },
  uses: ['pg_dbsu', 'pg_exporter_cache_ttls', 'pg_instances', 'pgbouncer_enabled', 'pgbouncer_exporter_enabled'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const exporter = instance.exporters.pgbouncer
        if (exporter === undefined) return []
        return instanceFile(
          instance,
          instance.layout.collectors.pgbouncer_exporter,
          { ...serverOnly(instance, false), mode: '0644' },
          collectorFile(pgbouncer, exporter.ttls),
          'pgbouncer_exporter',
        )
      }),
    ),
})
