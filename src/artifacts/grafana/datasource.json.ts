import { endpoint } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { hostFile, rootOnly } from '../files.js'
import { datasourceObject } from '../postgres-datasource.js'

/** A database of an instance as a data source of Grafana: every member has its own, so that dashboards can ask a replica. One file on every infra node. */
export const grafanaDatasource = defineArtifact<Record<string, unknown>>({
  id: 'grafana/datasource.json',
  component: 'grafana',
  format: 'json',
  impact: { action: 'manual', how: 'register it again through the HTTP interface of Grafana' },
  uses: [
    'grafana_enabled',
    'pg_cluster',
    'pg_databases',
    'pg_instances',
    'pg_monitor_password',
    'pg_monitor_username',
    'pg_port',
    'pg_provision',
    'pg_seq',
    'pg_version',
  ],
  each: 'cluster',
  files: ({ site, clusters }) =>
    clusters.flatMap(({ instances }) =>
      instances.flatMap(({ name: instance, host, postgres, datasources }) =>
        datasources.flatMap(({ database, at }) => {
          const name = `${instance}.${database}`
          const url = endpoint(host.address, postgres.port)
          const view = datasourceObject({ name, url, database, account: postgres.monitor, version: postgres.version })
          return site.infra.map((infra) => ({
            ...hostFile(infra, `/infra/datasources/${name}.json`, { ...rootOnly, secret: true }, view, at),
            instance,
          }))
        }),
      ),
    ),
})
