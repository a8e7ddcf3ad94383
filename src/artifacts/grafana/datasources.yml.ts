import type { Portal } from '../../model/portal.js'
import { defineArtifact } from '../artifact.js'
import { hostFile } from '../files.js'
import { grafanaVersion } from '../postgres-datasource.js'

/**
 * The data sources that Grafana of an infra node has from its start: the stores of the same node and its database meta, under uids that dashboards know.
 * Each is deleted first, so that one with another uid makes room. Holds a password, so Grafana alone may read it.
 */
export const grafanaDatasourcesYml = defineArtifact<Record<string, unknown>>({
  id: 'grafana/datasources.yml',
  component: 'grafana',
  format: 'yaml',
  impact: { action: 'restart', unit: 'grafana-server.service' },
  uses: ['grafana_view_password', 'pg_version', 'vlogs_port', 'vmetrics_port', 'vtraces_port'],
  files: ({ site }) =>
    site.infra.flatMap((host) =>
      host.infra === undefined
        ? []
        : hostFile(
            host,
            '/etc/grafana/provisioning/datasources/pigsty.yml',
            { owner: 'grafana', group: 'grafana', mode: '0640', secret: true },
            viewOf(host.infra.portal),
            host.infra.at,
          ),
    ),
})

function viewOf(portal: Portal): Record<string, unknown> {
  const local = (port: number, path = ''): string => `http://127.0.0.1:${port}${path}`
  const datasources = [
    {
      name: 'Metrics',
      uid: 'ds-prometheus',
      type: 'prometheus',
      access: 'proxy',
      url: local(portal.metricsPort),
      isDefault: true,
      editable: true,
      version: 1,
      jsonData: { timeInterval: '2s', queryTimeout: '60s', tlsAuth: false, tlsAuthWithCACert: false },
    },
    {
      name: 'Meta',
      uid: 'ds-meta',
      type: 'postgres',
      access: 'proxy',
      url: '127.0.0.1:5432',
      user: 'dbuser_view',
      database: 'meta',
      editable: true,
      jsonData: {
        database: 'meta',
        sslmode: 'require',
        connMaxLifetime: 14400,
        maxIdleConns: 10,
        maxOpenConns: 64,
        postgresVersion: grafanaVersion(portal.version),
      },
      secureJsonData: { password: portal.viewPassword },
    },
    { name: 'Logs', uid: 'ds-vlogs', type: 'victoriametrics-logs-datasource', access: 'proxy', url: local(portal.logsPort), editable: true },
    { name: 'Traces', uid: 'ds-vtraces', type: 'jaeger', access: 'proxy', url: local(portal.tracesPort, '/select/jaeger'), editable: true },
    { name: 'Static', uid: 'ds-static', type: 'marcusolsson-static-datasource', editable: true },
  ]
  return { apiVersion: 1, deleteDatasources: datasources.map(({ name }) => ({ name, orgId: 1 })), datasources }
}
