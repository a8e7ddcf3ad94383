import type { PlainMap } from './site.js'

/** Many clusters of one member, each with passwords and a repository of its own, and as many servers elsewhere with an exporter each. */
export function stores(size: number): PlainMap {
  const numbers = Array.from({ length: size }, (_, index) => index)
  const clusters = numbers.map((index): [string, PlainMap] => [
    `c${index}`,
    {
      hosts: { [addressOf(index)]: { pg_seq: 1, pg_role: 'primary' } },
      vars: {
        pg_cluster: `c${index}`,
        pg_monitor_password: `monitor-${index}`,
        pg_replication_password: `replication-${index}`,
        pgbackrest_method: 'own',
        pgbackrest_repo: { own: { path: `/repository/${index}`, cipher_type: 'aes-256-cbc', cipher_pass: `phrase-${index}`, retention_full: 2 } },
      },
    },
  ])
  const exporters = numbers.map((index): [string, PlainMap] => [
    String(20_000 + index),
    {
      pg_cluster: 'far',
      pg_seq: 1000 + index,
      pg_host: '10.9.0.1',
      pg_monitor_username: `user-${index}`,
      pg_monitor_password: `secret-${index}`,
      pg_exporter_include_database: `base-${index}`,
    },
  ])
  return {
    all: {
      children: {
        infra: { hosts: { '10.8.0.1': { infra_seq: 1, pg_exporters: Object.fromEntries(exporters) } } },
        etcd: { hosts: { '10.8.0.1': { etcd_seq: 1 } } },
        ...Object.fromEntries(clusters),
      },
      vars: { admin_ip: '10.8.0.1', haproxy_enabled: false, pg_version: 15, vector_enabled: false },
    },
  }
}

/** Of the member of cluster `c<index>`. */
export function addressOf(index: number): string {
  return `10.8.${1 + Math.floor(index / 200)}.${1 + (index % 200)}`
}
