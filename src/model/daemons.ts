import type { ParameterName } from '../catalog/catalog.js'

export type PortParameter = {
  [N in ParameterName]: N extends `${string}_port` ? N : never
}[ParameterName]

type Switch = Extract<ParameterName, `${string}_enabled`>

/** A daemon that listens on every address, and the parameters without which it does not run. */
export interface Daemon {
  readonly name: string
  readonly port: PortParameter
  readonly switches: readonly Switch[]
}

export const onEveryHost: readonly Daemon[] = [
  { name: 'node_exporter', port: 'node_exporter_port', switches: ['node_exporter_enabled'] },
  { name: 'vector', port: 'vector_port', switches: ['vector_enabled'] },
  { name: 'the exporter of keepalived', port: 'vip_exporter_port', switches: ['vip_enabled'] },
  { name: 'the statistics page of HAProxy', port: 'haproxy_exporter_port', switches: ['haproxy_enabled'] },
]

export const onInfra: readonly Daemon[] = [
  { name: 'dnsmasq', port: 'dns_port', switches: ['dns_enabled'] },
  { name: 'the nginx exporter', port: 'nginx_exporter_port', switches: ['nginx_enabled'] },
  { name: 'VictoriaMetrics', port: 'vmetrics_port', switches: ['vmetrics_enabled'] },
  { name: 'VictoriaLogs', port: 'vlogs_port', switches: ['vlogs_enabled'] },
  { name: 'VictoriaTraces', port: 'vtraces_port', switches: ['vtraces_enabled'] },
  { name: 'vmalert', port: 'vmalert_port', switches: ['vmalert_enabled', 'vmetrics_enabled'] },
  { name: 'Alertmanager', port: 'alertmanager_port', switches: ['alertmanager_enabled'] },
  { name: 'the blackbox exporter', port: 'blackbox_port', switches: ['blackbox_enabled'] },
  { name: 'Grafana', port: 'grafana_port', switches: ['grafana_enabled'] },
]

export const onEtcd: readonly Daemon[] = [
  { name: 'etcd, for its clients', port: 'etcd_port', switches: [] },
  { name: 'etcd, for its peers', port: 'etcd_peer_port', switches: [] },
]

export const besidePostgres: readonly Daemon[] = [
  { name: 'pg_exporter', port: 'pg_exporter_port', switches: ['pg_exporter_enabled'] },
  { name: 'pgbouncer_exporter', port: 'pgbouncer_exporter_port', switches: ['pgbouncer_enabled', 'pgbouncer_exporter_enabled'] },
  { name: 'pgbackrest_exporter', port: 'pgbackrest_exporter_port', switches: ['pgbackrest_enabled', 'pgbackrest_exporter_enabled'] },
]

/** A daemon of another module, whose parameters have no types here; source of the ports: that module's defaults. */
export interface ForeignDaemon {
  readonly name: string
  readonly port: string
  readonly usual: number
}

export const nginx: readonly ForeignDaemon[] = [
  { name: 'nginx', port: 'nginx_port', usual: 80 },
  { name: 'nginx, for TLS', port: 'nginx_ssl_port', usual: 443 },
]

export const objectStore: readonly ForeignDaemon[] = [
  { name: 'MinIO', port: 'minio_port', usual: 9000 },
  { name: 'the console of MinIO', port: 'minio_admin_port', usual: 9001 },
]
