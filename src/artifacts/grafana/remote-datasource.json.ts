import { endpoint, parseAddress } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { hostFile, rootOnly } from '../files.js'
import { datasourceObject } from '../postgres-datasource.js'

/** A database of a server outside of the inventory as a data source of Grafana, on the infra node that watches the server. */
export const grafanaRemoteDatasource = defineArtifact<Record<string, unknown>>({
  id: 'grafana/remote-datasource.json',
  component: 'grafana',
  format: 'json',
  impact: { action: 'manual', how: 'register it again through the HTTP interface of Grafana' },
  uses: ['pg_exporters', 'pg_monitor_password', 'pg_monitor_username', 'pg_port', 'pg_version'],
  files: ({ site }) =>
    site.infra.flatMap((infra) =>
      (infra.infra?.remotes ?? []).flatMap(({ name: instance, host, datasources: { databases, port, monitor, version } }) =>
        databases.map(({ database, at }) => {
          const name = `${instance}.${database}`
          const view = datasourceObject({ name, url: urlOf(host, port), database, account: monitor, version })
          return hostFile(infra, `/infra/datasources/${name}.json`, { ...rootOnly, secret: true }, view, at)
        }),
      ),
    ),
})

function urlOf(host: string, port: number): string {
  const address = parseAddress(host)
  return address === undefined ? `${host}:${port}` : endpoint(address, port)
}
