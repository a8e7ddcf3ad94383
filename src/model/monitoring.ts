import type { Settings } from '../inventory/settings.js'
import type { Context } from './context.js'

/** Ports of an instance that are scraped; one that is off is absent. */
export interface Monitoring {
  readonly postgres?: number
  readonly pgbouncer?: number
  readonly pgbackrest?: number
  /** Patroni's own metrics, always at /metrics of its REST API. */
  readonly patroni?: { readonly port: number; readonly tls: boolean }
}

/** Ports of a host that are scraped; one that is off is absent. */
export interface HostMonitoring {
  readonly node?: number
  readonly haproxy?: number
  readonly vector?: number
}

export function buildMonitoring({ settings }: Context): Monitoring {
  const patroni = settings.get('patroni_enabled') && settings.get('patroni_mode') !== 'remove'
  return {
    ...(settings.get('pg_exporter_enabled') ? { postgres: settings.get('pg_exporter_port') } : {}),
    ...(settings.get('pgbouncer_enabled') && settings.get('pgbouncer_exporter_enabled') ? { pgbouncer: settings.get('pgbouncer_exporter_port') } : {}),
    ...(settings.get('pgbackrest_enabled') && settings.get('pgbackrest_exporter_enabled') ? { pgbackrest: settings.get('pgbackrest_exporter_port') } : {}),
    ...(patroni ? { patroni: { port: settings.get('patroni_port'), tls: settings.get('patroni_ssl_enabled') } } : {}),
  }
}

export function buildHostMonitoring(settings: Settings): HostMonitoring {
  return {
    ...(settings.get('node_exporter_enabled') ? { node: settings.get('node_exporter_port') } : {}),
    ...(settings.get('haproxy_enabled') ? { haproxy: settings.get('haproxy_exporter_port') } : {}),
    ...(settings.get('vector_enabled') ? { vector: settings.get('vector_port') } : {}),
  }
}
