import type { exporter } from '../catalog/objects/exporter.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Fields } from '../inventory/fields.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import { parseAddress } from '../syntax/address.js'
import { percentEncode } from '../syntax/percent.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import { defined } from './defined.js'
import { isRecordName } from './dns.js'
import { dsn, readMetricsPath, readOptions, readParams, readTtls, reportEnvironment, type Ttls } from './exporter-settings.js'
import { buildMonitoring } from './monitoring.js'
import { reportOsUser } from './operating-system.js'
import type { Account } from './postgres.js'

/** What every exporter has. */
export interface Exporter {
  readonly port: number
  /** HTTP path of its metrics. */
  readonly path: string
  /** Further words of its command line, as the unit splits them; possibly empty. */
  readonly options: string
}

/** pg_exporter at a server or at a pool. */
export interface DatabaseExporter extends Exporter {
  /** The connection; holds a password. */
  readonly url: string
  /** Milliseconds. */
  readonly connectTimeout: number
  readonly ttls: Ttls
}

export interface PostgresExporter extends DatabaseExporter {
  /** Whether it finds the databases of the server and visits each, but for `exclude`, or only `include`. Comma lists. */
  readonly discovery: boolean
  readonly exclude: string
  readonly include: string
  /** The operator's own collector file, which is not compiled. */
  readonly foreignCollectors?: { readonly name: string; readonly at: Span }
}

/** The exporters of an instance; one that is off is absent. */
export interface Exporters {
  readonly postgres?: PostgresExporter
  readonly pgbouncer?: DatabaseExporter
  readonly pgbackrest?: Exporter
}

/** PgBouncer makes its socket there whatever pg_localhost says (KD-62). */
const poolSocketDirectory = '/var/run/postgresql'

/** Ports and switches are those of the scrape targets. */
export function buildExporters(context: Context): Exporters {
  const { settings, sink } = context
  const { postgres, pgbouncer, pgbackrest } = buildMonitoring(context)
  const account = { name: settings.get('pg_monitor_username'), password: settings.get('pg_monitor_password') }
  return defined({
    postgres: postgres === undefined ? undefined : buildPostgresExporter(settings, postgres, account, sink),
    pgbouncer: pgbouncer === undefined ? undefined : buildPoolExporter(settings, pgbouncer, account, sink),
    pgbackrest:
      pgbackrest === undefined
        ? undefined
        : { port: pgbackrest, path: readMetricsPath(settings, sink), options: readOptions('pgbackrest_exporter_options', settings, sink) },
  })
}

function buildPoolExporter(settings: Settings, port: number, account: Account, sink: Sink): DatabaseExporter {
  reportEnvironment(settings.get('pgbouncer_exporter_url'), 'pgbouncer_exporter_url', () => settings.at('pgbouncer_exporter_url'), sink)
  const query = [`host=${percentEncode(poolSocketDirectory, '/')}`, 'sslmode=disable']
  return {
    port,
    path: readMetricsPath(settings, sink),
    options: readOptions('pgbouncer_exporter_options', settings, sink),
    url: settings.get('pgbouncer_exporter_url') || dsn(account, '', settings.get('pgbouncer_port'), 'pgbouncer', query),
    connectTimeout: settings.get('pg_exporter_connect_timeout'),
    ttls: readTtls(settings.get('pg_exporter_cache_ttls'), 'pg_exporter_cache_ttls', () => settings.at('pg_exporter_cache_ttls'), sink),
  }
}

/** What stands in the environment of an exporter as it is. */
const environment = ['pg_exporter_url', 'pg_exporter_include_database', 'pg_exporter_exclude_database'] as const

function buildPostgresExporter(settings: Settings, port: number, account: Account, sink: Sink): PostgresExporter {
  const params = readParams(settings.get('pg_exporter_params'), 'pg_exporter_params', () => settings.at('pg_exporter_params'), sink)
  const local = `host=${percentEncode(settings.get('pg_localhost'), '/')}`
  for (const name of environment) reportEnvironment(settings.get(name), name, () => settings.at(name), sink)
  return {
    port,
    path: readMetricsPath(settings, sink),
    options: readOptions('pg_exporter_options', settings, sink),
    url: settings.get('pg_exporter_url') || dsn(account, '', settings.get('pg_port'), 'postgres', [params, local]),
    discovery: settings.get('pg_exporter_auto_discovery'),
    exclude: settings.get('pg_exporter_exclude_database'),
    include: settings.get('pg_exporter_include_database'),
    connectTimeout: settings.get('pg_exporter_connect_timeout'),
    ttls: readTtls(settings.get('pg_exporter_cache_ttls'), 'pg_exporter_cache_ttls', () => settings.at('pg_exporter_cache_ttls'), sink),
    ...foreign(settings.get('pg_exporter_config'), () => settings.at('pg_exporter_config')),
  }
}

/** An exporter on an infra node and the user that runs it. An attribute that the entry does not give is taken from the variables of the host. */
export interface RemoteExporter extends PostgresExporter {
  readonly user: string
}

/** `what` begins the messages, as in `pg_exporters.20001`. */
export function buildRemoteExporter(
  fields: Fields<(typeof exporter)['attributes']>,
  host: string,
  port: number,
  what: string,
  settings: Settings,
  sink: Sink,
): RemoteExporter {
  type Shared = Parameters<typeof fields.get>[0] & Parameters<Settings['get']>[0]
  const pick = <N extends Shared>(name: N) => (fields.has(name) ? fields.get(name) : settings.get(name))
  const at = (name: Shared): Span => (fields.has(name) ? fields.where(name) : settings.at(name))
  const called = (name: Shared): string => (fields.has(name) ? `${what}.${name}` : name)
  const address = parseAddress(host)
  if (address === undefined && !isRecordName(host))
    sink.report(codes['remote-exporter'], fields.where('pg_host'), `${what}.pg_host must be an address or the name of a host, not \`${host}\``)
  const user = pick('pg_dbsu')
  reportOsUser(user, called('pg_dbsu'), () => at('pg_dbsu'), sink)
  const params = readParams(pick('pg_exporter_params'), called('pg_exporter_params'), () => at('pg_exporter_params'), sink)
  const account = { name: pick('pg_monitor_username'), password: pick('pg_monitor_password') }
  for (const name of environment) reportEnvironment(pick(name), called(name), () => at(name), sink)
  return {
    port,
    path: readMetricsPath(settings, sink),
    options: readOptions('pg_exporter_options', settings, sink),
    url: pick('pg_exporter_url') || dsn(account, address?.family === 6 ? `[${address.text}]` : host, pick('pg_port'), 'postgres', [params]),
    discovery: pick('pg_exporter_auto_discovery'),
    exclude: pick('pg_exporter_exclude_database'),
    include: pick('pg_exporter_include_database'),
    connectTimeout: pick('pg_exporter_connect_timeout'),
    ttls: readTtls(pick('pg_exporter_cache_ttls'), called('pg_exporter_cache_ttls'), () => at('pg_exporter_cache_ttls'), sink),
    ...foreign(pick('pg_exporter_config'), () => at('pg_exporter_config')),
    user,
  }
}

/** The exporter of the machine itself. */
export function buildNodeExporter(settings: Settings, sink: Sink): Exporter | undefined {
  if (!settings.get('node_exporter_enabled')) return undefined
  return { port: settings.get('node_exporter_port'), path: readMetricsPath(settings, sink), options: readOptions('node_exporter_options', settings, sink) }
}

/** The one catalogue of collectors that is compiled has the reference's default name. */
function foreign(name: string, at: () => Span): Pick<PostgresExporter, 'foreignCollectors'> {
  return name === 'pg_exporter.yml' ? {} : { foreignCollectors: { name, at: at() } }
}
