import type { Span } from '../source/span.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import type { Database } from './database.js'

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
