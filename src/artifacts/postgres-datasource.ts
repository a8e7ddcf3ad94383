import type { Account } from '../model/postgres.js'

/** A PostgreSQL data source of Grafana, as its HTTP interface takes it. Source: Grafana's data source model. */
export interface PostgresDatasource {
  readonly name: string
  /** `host:port`. */
  readonly url: string
  readonly database: string
  readonly account: Account
  /** Major version of the server. */
  readonly version: number
}

/** Grafana knows releases of PostgreSQL up to 15, as 1500. */
export function grafanaVersion(version: number): number {
  return 100 * Math.min(version, 15)
}

/** The JSON object of a data source; dashboards hold a connection or two, for an hour at most. */
export function datasourceObject({ name, url, database, account, version }: PostgresDatasource): Record<string, unknown> {
  return {
    type: 'postgres',
    access: 'proxy',
    name,
    url,
    user: account.name,
    database,
    typeLogoUrl: '',
    basicAuth: false,
    basicAuthUser: '',
    basicAuthPassword: '',
    withCredentials: false,
    isDefault: false,
    jsonData: {
      database,
      connMaxLifetime: 3600,
      maxIdleConns: 1,
      maxOpenConns: 8,
      postgresVersion: grafanaVersion(version),
      sslmode: 'require',
      tlsAuth: false,
      tlsAuthWithCACert: false,
    },
    secureJsonData: { password: account.password },
  }
}
