import type { PlainMap } from './site.js'
import { addressOf } from './stores.js'

/** Many hosts with a server each, and with directories, users, names and options of its own: what units, environment files and rules of sudo are made of. */
export function machines(size: number): PlainMap {
  const clusters = Array.from({ length: size }, (_, index): [string, PlainMap] => [
    `m${index}`,
    {
      hosts: { [addressOf(index)]: { pg_seq: 1, pg_role: 'primary', nodename: `machine-${index}` } },
      vars: {
        pg_cluster: `m${index}`,
        pg_dbsu: `owner_${index}`,
        pg_dbsu_home: `/home/owner-${index}`,
        pg_dbsu_sudo: 'limit',
        pg_bin_dir: `/opt/server-${index}/bin`,
        pg_log_dir: `/var/log/server-${index}`,
        pgbouncer_log_dir: `/var/log/pool-${index}`,
        patroni_log_dir: `/var/log/manager-${index}`,
        vector_data: `/data/vector-${index}`,
        node_data: `/data/${index}`,
        exporter_metrics_path: `/metrics-${index}`,
        node_exporter_options: `--collector.one=${index}`,
        pg_exporter_options: `--log.level=${index}`,
        pg_exporter_include_database: `base_${index}`,
        pg_exporter_exclude_database: `template_${index}`,
        pg_exporter_params: `sslmode=disable&application_name=${index}`,
        pgbouncer_exporter_options: `--log.format=${index}`,
        pgbackrest_exporter_options: `--backrest.option=${index}`,
        pg_monitor_password: `secret-${index}`,
        pg_vip_enabled: true,
        pg_vip_address: `10.20.${Math.floor(index / 200)}.${1 + (index % 200)}/24`,
        pg_vip_interface: `eth${index}`,
        patroni_watchdog_mode: 'required',
      },
    },
  ])
  return {
    all: {
      children: {
        infra: { hosts: { '10.8.0.1': { infra_seq: 1 } } },
        etcd: { hosts: { '10.8.0.1': { etcd_seq: 1 } } },
        ...Object.fromEntries(clusters),
      },
      vars: { admin_ip: '10.8.0.1', pg_version: 15 },
    },
  }
}
