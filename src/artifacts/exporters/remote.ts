import { defineArtifact } from '../artifact.js'
import { type PostgresEnvironment, postgresEnvironment } from '../exporter-environment.js'
import { hostFile } from '../files.js'
import { watched } from '../remotes.js'

/** The environment of an exporter on an infra node that watches a server elsewhere. */
export const remoteExporterEnv = defineArtifact<PostgresEnvironment>({
  id: 'exporters/remote',
  component: 'pg_exporter',
  format: 'env',
  impact: { action: 'restart' },
  uses: [
    'exporter_metrics_path',
    'pg_dbsu',
    'pg_exporter_auto_discovery',
    'pg_exporter_connect_timeout',
    'pg_exporter_exclude_database',
    'pg_exporter_include_database',
    'pg_exporter_options',
    'pg_exporter_params',
    'pg_exporter_url',
    'pg_exporters',
    'pg_monitor_password',
    'pg_monitor_username',
    'pg_port',
  ],
  files: (model) =>
    watched(model).map(({ host, remote, name }) => {
      const rights = { owner: remote.exporter.user, group: 'postgres', mode: '0600', secret: true }
      return {
        ...hostFile(host, `/etc/default/${name}`, rights, postgresEnvironment(remote.exporter, `/etc/pg_exporter/${name}.yml`), remote.at),
        unit: `${name}.service`,
      }
    }),
})
