import { database } from '../catalog/objects/database.js'
import type { exporter } from '../catalog/objects/exporter.js'
import { type Fields, readObject } from '../inventory/fields.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import type { Database } from './database.js'
import type { Account } from './postgres.js'

/** A database of an instance that Grafana can query. */
export interface Datasource {
  readonly database: string
  /** Where the database is named; the instance for the built-in one. */
  readonly at: Span
}

/** `postgres` and every database of the inventory that wants one; what the inventory says about `postgres` counts for it. */
export function buildDatasources({ settings, member, sink }: Context, databases: readonly Database[]): Datasource[] {
  if (!settings.get('grafana_enabled') || !settings.get('pg_provision')) return []
  const builtIn = databases.some(({ name }) => name === 'postgres') ? [] : [{ database: 'postgres', at: member.at }]
  const own = databases.filter(({ state, datasource }) => datasource && state !== 'absent').map(({ name, at }) => ({ database: name, at }))
  for (const { database, at } of own) reportFileName(database, at, sink)
  return [...builtIn, ...own]
}

/** The name is a part of the name of a file on the infra nodes. */
export function reportFileName(database: string, at: Span, sink: Context['sink']): void {
  if (database.includes('/') || database.startsWith('.'))
    sink.report(
      codes['datasource-name'],
      at,
      `database ${database} cannot have a data source, whose file is called like it: a name with a slash or a dot in front needs register_datasource: false`,
    )
}

/** The databases of a server outside of the inventory that Grafana can query, and the way to them. */
export interface RemoteDatasources {
  readonly port: number
  readonly version: number
  readonly monitor: Account
  /** Only those that are listed: there is no built-in one here. */
  readonly databases: readonly Datasource[]
}

/** Reads an entry of pg_exporters; what it leaves out is taken from the infra node. */
export function buildRemoteDatasources(fields: Fields<typeof exporter.attributes>, what: string, settings: Settings, sink: Context['sink']): RemoteDatasources {
  const given = <N extends 'pg_port' | 'pg_monitor_username' | 'pg_monitor_password'>(name: N) => (fields.has(name) ? fields.get(name) : settings.get(name))
  const list = fields.node('pg_databases')
  const databases = (list?.kind === 'sequence' ? list.items : []).flatMap((node, index) => {
    const item = readObject(database, node, `${what}.pg_databases[${index}]`, sink)
    const name = item?.get('name')
    return item === undefined || name === undefined || !item.get('register_datasource') ? [] : [{ database: name, at: item.where('name') }]
  })
  for (const { database: name, at } of databases) reportFileName(name, at, sink)
  return {
    port: given('pg_port'),
    version: settings.get('pg_version'),
    monitor: { name: given('pg_monitor_username'), password: given('pg_monitor_password') },
    databases,
  }
}
