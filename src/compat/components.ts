import { dnsmasq } from './dnsmasq.js'
import { etcd } from './etcd.js'
import { nodeExporter, pgbackrestExporter, pgExporter } from './exporters.js'
import { haproxy } from './haproxy.js'
import type { OptionTable } from './option.js'
import { patroni } from './patroni.js'
import { pgbackrest } from './pgbackrest.js'
import { pgbouncer } from './pgbouncer.js'
import { systemd } from './systemd.js'
import { vector } from './vector.js'
import { victoriaMetrics } from './victoria-metrics.js'
import { vipManager } from './vip-manager.js'

/** The programs that read our files, beside PostgreSQL, whose settings and options of initdb have tables of their own by major release. */
export type Component =
  | 'patroni'
  | 'etcd'
  | 'haproxy'
  | 'pgbouncer'
  | 'pgbackrest'
  | 'vip-manager'
  | 'dnsmasq'
  | 'victoria-metrics'
  | 'vector'
  | 'systemd'
  | 'node_exporter'
  | 'pg_exporter'
  | 'pgbackrest_exporter'

interface Known {
  /** As people write it. */
  readonly title: string
  /** The oldest version that files are made for; absent where nobody can choose one. */
  readonly oldest?: string
  readonly options: OptionTable
}

export const components: Readonly<Record<Component, Known>> = {
  patroni: { title: 'Patroni', oldest: '3.0.0', options: patroni },
  etcd: { title: 'etcd', oldest: '3.4', options: etcd },
  haproxy: { title: 'HAProxy', oldest: '2.2', options: haproxy },
  pgbouncer: { title: 'PgBouncer', oldest: '1.17', options: pgbouncer },
  pgbackrest: { title: 'pgBackRest', oldest: '2.45', options: pgbackrest },
  'vip-manager': { title: 'vip-manager', oldest: '1.0', options: vipManager },
  dnsmasq: { title: 'dnsmasq', oldest: '2.73', options: dnsmasq },
  'victoria-metrics': { title: 'VictoriaMetrics', oldest: '1.79', options: victoriaMetrics },
  vector: { title: 'vector', oldest: '0.40', options: vector },
  systemd: { title: 'systemd', oldest: '235', options: systemd },
  node_exporter: { title: 'node_exporter', options: nodeExporter },
  pg_exporter: { title: 'pg_exporter', options: pgExporter },
  pgbackrest_exporter: { title: 'pgbackrest_exporter', options: pgbackrestExporter },
}

/** Versions of all components. */
export type Versions = Readonly<Record<Component, string>>
