import { exporter } from '../catalog/objects/exporter.js'
import type { Sink } from '../diagnostics/sink.js'
import { readObject } from '../inventory/fields.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import { codes } from './codes.js'
import { buildRemoteDatasources, type RemoteDatasources } from './datasource.js'
import { buildRemoteExporter, type RemoteExporter } from './exporters.js'

/** A PostgreSQL server that the inventory does not manage and an infra node watches by an exporter of its own. */
export interface RemoteInstance {
  /** `<cluster>-<seq>`. */
  readonly name: string
  readonly clusterName: string
  /** Address or name of the server. */
  readonly host: string
  /** Port of the exporter on the infra node. */
  readonly exporterPort: number
  readonly exporter: RemoteExporter
  readonly datasources: RemoteDatasources
  /** Where the key of pg_exporters stands. */
  readonly at: Span
}

/** The entries of pg_exporters, by port. */
export function buildRemotes(settings: Settings, sink: Sink): RemoteInstance[] {
  const node = settings.node('pg_exporters')
  if (node?.kind !== 'mapping') return []
  const remotes = [...node.entries.values()].flatMap(({ name, key, value }): RemoteInstance[] => {
    const what = `pg_exporters.${name}`
    const port = /^[1-9]\d{0,4}$/.test(name) && Number(name) <= 65535 ? Number(name) : undefined
    if (port === undefined) sink.report(codes['remote-exporter'], key.at, `${what} must be named by the port of its exporter, 1 to 65535`)
    const fields = readObject(exporter, value, what, sink)
    const [clusterName, seq, host] = [fields?.get('pg_cluster'), fields?.get('pg_seq'), fields?.get('pg_host')]
    if (fields === undefined || port === undefined) return []
    if (clusterName === undefined || seq === undefined || host === undefined) return []
    if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/.test(clusterName))
      sink.report(
        codes['remote-exporter'],
        fields.where('pg_cluster'),
        `${what}.pg_cluster names a file: it must have at most 63 letters, digits and - _ . only, not \`${clusterName}\``,
      )
    return [
      {
        name: `${clusterName}-${seq}`,
        clusterName,
        host,
        exporterPort: port,
        exporter: buildRemoteExporter(fields, host, port, what, settings, sink),
        datasources: buildRemoteDatasources(fields, what, settings, sink),
        at: key.at,
      },
    ]
  })
  return remotes.sort((a, b) => a.exporterPort - b.exporterPort)
}
