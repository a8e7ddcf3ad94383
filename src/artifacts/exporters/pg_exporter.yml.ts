import { defineArtifact } from '../artifact.js'
import { instanceFile, serverOnly } from '../files.js'
import { type CollectorEntry, collectorFile } from './collectors/collector.js'
import { postgres } from './collectors/postgres.js'

/**
 * What pg_exporter asks PostgreSQL. It is for every version at once: the exporter leaves out what does not fit the server, also after an
 * upgrade. Absent where pg_exporter_config names a file of the operator.
 */
export const pgExporterYml = defineArtifact<Readonly<Record<string, CollectorEntry>>>({
  id: 'exporters/pg_exporter.yml',
  component: 'pg_exporter',
  format: 'yaml',
  impact: { action: 'reload', unit: 'pg_exporter.service' },
  uses: ['pg_dbsu', 'pg_exporter_cache_ttls', 'pg_exporter_config', 'pg_exporter_enabled', 'pg_instances'],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap((instance) => {
        const exporter = instance.exporters.postgres
        if (exporter === undefined || exporter.foreignCollectors !== undefined) return []
        return instanceFile(
          instance,
          instance.layout.collectors.pg_exporter,
          { ...serverOnly(instance, false), mode: '0644' },
          collectorFile(postgres, exporter.ttls),
          'pg_exporter',
        )
      }),
    ),
})
