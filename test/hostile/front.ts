import type { PlainMap } from './site.js'
import { addressOf } from './stores.js'

/** What clients meet: a cluster with many services, pools and names, a free service for each, and as many small clusters with a balancer each. */
export function front(size: number): PlainMap {
  const each = <T>(make: (index: number) => T): T[] => Array.from({ length: size }, (_, index) => make(index))
  const small = each((index): [string, PlainMap] => [
    `c${index}`,
    {
      hosts: { [addressOf(index)]: { pg_seq: 1, pg_role: 'primary', nodename: `node-${index}` } },
      vars: {
        pg_cluster: `c${index}`,
        pg_dns_suffix: `zone-${index}.example`,
      },
    },
  ])
  return {
    all: {
      children: {
        infra: { hosts: { '10.8.0.1': { infra_seq: 1 } } },
        etcd: { hosts: { '10.8.0.1': { etcd_seq: 1 } } },
        edge: {
          hosts: Object.fromEntries(
            each((index) => [
              edgeAddress(index),
              {
                nodename: `edge-${index}`,
                haproxy_admin_username: `admin_${index}`,
                haproxy_admin_password: `secret-${index}`,
                haproxy_exporter_port: statsPort(index),
                exporter_metrics_path: `/metrics-${index}`,
              },
            ]),
          ),
          vars: { node_cluster: 'edge' },
        },
        front: {
          hosts: { [frontAddress]: { pg_seq: 1, pg_role: 'primary', nodename: 'front-node' } },
          vars: {
            pg_cluster: 'front',
            pg_services: each((index) => ({ name: `service-${index}`, port: 20_000 + index, selector: '[]', check: `/check-${index}` })),
            haproxy_services: each((index) => ({
              name: `free-${index}`,
              port: 22_000 + index,
              balance: 'leastconn',
              default: 'init-addr none',
              servers: [
                { name: `one-${index}`, ip: `10.30.${index}.1`, port: 9000 },
                { name: `two-${index}`, ip: `10.30.${index}.2`, port: 9000, backup: true },
              ],
            })),
            pg_databases: each((index) => ({ name: `base_${index}`, pool_mode: 'session', pool_auth_user: 'dbuser_dba', pool_size: 10 + index })),
            pg_users: each((index) => ({ name: `user_${index}`, password: `secret-${index}`, pgbouncer: true, pool_mode: 'statement' })),
            pgbouncer_ignore_param: each((index) => `parameter_${index}`),
          },
        },
        ...Object.fromEntries(small),
      },
      vars: {
        admin_ip: '10.8.0.1',
        pg_version: 15,
        pgcompile_target: 'debian-12',
        os_package: 'deb',
        os_version: '12',
        vector_enabled: false,
        dns_records: each((index) => `10.40.0.${index} name-${index}.example other-${index}`),
      },
    },
  }
}

export const frontAddress = '10.8.0.11'

/** Of a machine without PostgreSQL. */
export function edgeAddress(index: number): string {
  return `10.50.0.${1 + index}`
}

/** Of that machine: a port of its own, so that all of them can run on one. */
export function statsPort(index: number): number {
  return 12_000 + index
}
