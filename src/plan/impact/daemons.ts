import type { Host, Instance, Model } from '../../model/model.js'

/** Whether a host, or an instance of it, has the daemon that reads files of a component; undefined of components that are no daemon. */
const readers: Readonly<Record<string, (host: Host | undefined, instance: Instance | undefined) => boolean>> = {
  dnsmasq: (host) => host?.infra !== undefined,
  etcd: (host) => host?.etcd !== undefined,
  haproxy: (host) => host?.balancer !== undefined,
  node_exporter: (host) => host?.exporter !== undefined,
  patroni: (_, instance) => instance?.patroni !== undefined,
  pg_exporter: (_, instance) => instance?.exporters.postgres !== undefined,
  pgbackrest_exporter: (_, instance) => instance?.exporters.pgbackrest !== undefined,
  pgbouncer: (_, instance) => instance?.pool !== undefined,
  pgbouncer_exporter: (_, instance) => instance?.exporters.pgbouncer !== undefined,
  postgres: (_, instance) => instance !== undefined,
  vector: (host) => host?.logAgent !== undefined,
  'vip-manager': (_, instance) => instance?.vip !== undefined,
}

/** Whether a model has the daemon that reads a file. Undefined where nobody knows: the exporters of remote servers have hosts of their own. */
export function hasDaemon(model: Model, component: string | undefined, host: string, instance: string | undefined): boolean | undefined {
  const reader = component === undefined || !Object.hasOwn(readers, component) ? undefined : readers[component]
  const found = model.clusters.flatMap(({ instances }) => instances).find(({ name }) => name === instance)
  return reader?.(
    model.hosts.find(({ name }) => name === host),
    found,
  )
}
