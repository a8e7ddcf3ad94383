import type { DatabaseExporter, Exporter, PostgresExporter } from '../model/exporters.js'

/** The variables of an environment file. */
export type Environment<Name extends string> = Readonly<Record<Name, string>>

type DatabaseVariable = `PG_EXPORTER_${'URL' | 'CONFIG' | 'AUTO_DISCOVERY' | 'TELEMETRY_PATH' | 'DISABLE_CACHE' | 'CONNECT_TIMEOUT' | 'OPTS'}`

export type PoolEnvironment = Environment<DatabaseVariable>
export type PostgresEnvironment = Environment<DatabaseVariable | `PG_EXPORTER_${'INCLUDE' | 'EXCLUDE'}_DATABASE`>

/** pg_exporter at a pool. `config` is the path of the collector file. The port has no variable: it has to be a flag. */
export function poolEnvironment(exporter: DatabaseExporter, config: string): PoolEnvironment {
  return {
    PG_EXPORTER_URL: exporter.url,
    PG_EXPORTER_CONFIG: config,
    PG_EXPORTER_AUTO_DISCOVERY: 'false',
    PG_EXPORTER_TELEMETRY_PATH: exporter.path,
    PG_EXPORTER_DISABLE_CACHE: 'false',
    PG_EXPORTER_CONNECT_TIMEOUT: String(exporter.connectTimeout),
    PG_EXPORTER_OPTS: `${listening(exporter)} ${exporter.options || '--log.level=info'}`,
  }
}

/** pg_exporter at a server. */
export function postgresEnvironment(exporter: PostgresExporter, config: string): PostgresEnvironment {
  return {
    ...poolEnvironment(exporter, config),
    PG_EXPORTER_AUTO_DISCOVERY: String(exporter.discovery),
    PG_EXPORTER_EXCLUDE_DATABASE: exporter.exclude,
    PG_EXPORTER_INCLUDE_DATABASE: exporter.include,
  }
}

/** The flag of all exporters for the port to listen on, at every address. */
export function listening({ port }: Exporter): string {
  return `--web.listen-address=:${port}`
}
