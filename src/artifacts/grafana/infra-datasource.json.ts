import type { Component } from '../../model/infra.js'
import type { Host } from '../../model/model.js'
import { endpoint } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { hostFile, rootOnly } from '../files.js'

/** The stores of each infra node as data sources of Grafana on every infra node, so that one node can show what another has kept. */
export const grafanaInfraDatasource = defineArtifact<Record<string, unknown>>({
  id: 'grafana/infra-datasource.json',
  component: 'grafana',
  format: 'json',
  impact: { action: 'manual', how: 'register it again through the HTTP interface of Grafana' },
  uses: ['infra_seq', 'vlogs_enabled', 'vlogs_port', 'vmetrics_enabled', 'vmetrics_port', 'vtraces_enabled', 'vtraces_port'],
  files: ({ site }) =>
    site.infra.flatMap((store) =>
      (store.infra?.components ?? []).flatMap((component) => {
        const view = viewOf(store, component)
        if (view === undefined) return []
        return site.infra.map((host) => hostFile(host, `/infra/datasources/${view.name}.json`, rootOnly, view, store.infra?.at))
      }),
    ),
})

const kinds: Readonly<Record<string, { readonly type: string; readonly path: string; readonly jsonData?: Record<string, unknown> }>> = {
  vmetrics: { type: 'prometheus', path: '', jsonData: { timeInterval: '2s', queryTimeout: '60s', tlsAuth: false, tlsAuthWithCACert: false } },
  vlogs: { type: 'victoriametrics-logs-datasource', path: '' },
  vtraces: { type: 'jaeger', path: '/select/jaeger' },
}

function viewOf(host: Host, { name, port }: Component): (Record<string, unknown> & { readonly name: string }) | undefined {
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  if (kind === undefined || host.infra === undefined) return undefined
  const { type, path, jsonData } = kind
  return {
    name: `${name}-${host.infra.seq}`,
    type,
    access: 'proxy',
    url: `http://${endpoint(host.address, port)}${path}`,
    isDefault: false,
    editable: true,
    ...(jsonData === undefined ? {} : { jsonData }),
  }
}
