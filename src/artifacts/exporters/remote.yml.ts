import { defineArtifact } from '../artifact.js'
import { hostFile } from '../files.js'
import { watched } from '../remotes.js'
import { type CollectorEntry, collectorFile } from './collectors/collector.js'
import { postgres } from './collectors/postgres.js'

/** What an exporter on an infra node asks a server elsewhere: the same as anywhere, with lifetimes of its own. */
export const remoteExporterYml = defineArtifact<Readonly<Record<string, CollectorEntry>>>({
  id: 'exporters/remote.yml',
  component: 'pg_exporter',
  format: 'yaml',
  impact: { action: 'reload' },
  uses: ['pg_dbsu', 'pg_exporter_cache_ttls', 'pg_exporter_config', 'pg_exporters'],
  files: (model) =>
    watched(model).flatMap(({ host, remote, name }) => {
      const { ttls, foreignCollectors, user } = remote.exporter
      if (foreignCollectors !== undefined) return []
      const rights = { owner: user, group: 'postgres', mode: '0644', secret: false }
      return { ...hostFile(host, `/etc/pg_exporter/${name}.yml`, rights, collectorFile(postgres, ttls), remote.at), unit: `${name}.service` }
    }),
})
