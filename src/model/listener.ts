import type { ParameterName } from '../catalog/catalog.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import type { Member } from './context.js'
import type { Cluster, Host, Instance, Site } from './model.js'
import type { Parts } from './parts.js'
import type { Placed } from './placed.js'
import type { PublishedService } from './service.js'

/** A socket that a daemon of a host binds. */
export interface Listener {
  readonly host: Host
  /** An IP literal, `*` for every address of the host, or the directory of a unix socket, whose name has the port. */
  readonly address: string
  readonly port: number
  /** Who binds it, in words: `pg_exporter of pg-test-1`. */
  readonly owner: string
  /** Where the port is given; the host or cluster itself where it is a default. */
  readonly at: Span
  /** Whether the inventory gives the port, rather than leaving it at its default. */
  readonly given: boolean
}

type PortParameter = {
  [N in ParameterName]: N extends `${string}_port` ? N : never
}[ParameterName]

type Switch = Extract<ParameterName, `${string}_enabled`>

/** A daemon that listens on every address, and the parameters without which it does not run. */
interface Daemon {
  readonly name: string
  readonly port: PortParameter
  readonly switches: readonly Switch[]
}

const onEveryHost: readonly Daemon[] = [
  { name: 'node_exporter', port: 'node_exporter_port', switches: ['node_exporter_enabled'] },
  { name: 'vector', port: 'vector_port', switches: ['vector_enabled'] },
  { name: 'the exporter of keepalived', port: 'vip_exporter_port', switches: ['vip_enabled'] },
  { name: 'the statistics page of HAProxy', port: 'haproxy_exporter_port', switches: ['haproxy_enabled'] },
]

const onInfra: readonly Daemon[] = [
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

const onEtcd: readonly Daemon[] = [
  { name: 'etcd, for its clients', port: 'etcd_port', switches: [] },
  { name: 'etcd, for its peers', port: 'etcd_peer_port', switches: [] },
]

const besidePostgres: readonly Daemon[] = [
  { name: 'pg_exporter', port: 'pg_exporter_port', switches: ['pg_exporter_enabled'] },
  { name: 'pgbouncer_exporter', port: 'pgbouncer_exporter_port', switches: ['pgbouncer_enabled', 'pgbouncer_exporter_enabled'] },
  { name: 'pgbackrest_exporter', port: 'pgbackrest_exporter_port', switches: ['pgbackrest_enabled', 'pgbackrest_exporter_enabled'] },
]

/** A daemon of another module, whose parameters have no types here; source of the ports: that module's defaults. */
interface ForeignDaemon {
  readonly name: string
  readonly port: string
  readonly usual: number
}

const nginx: readonly ForeignDaemon[] = [
  { name: 'nginx', port: 'nginx_port', usual: 80 },
  { name: 'nginx, for TLS', port: 'nginx_ssl_port', usual: 443 },
]

const objectStore: readonly ForeignDaemon[] = [
  { name: 'MinIO', port: 'minio_port', usual: 9000 },
  { name: 'the console of MinIO', port: 'minio_admin_port', usual: 9001 },
]

/** PostgreSQL and PgBouncer name their sockets alike. */
const sockets = '/var/run/postgresql'

/**
 * Every socket of a host that the inventory decides (KD-73), found when somebody asks: most never do. Each daemon's own documentation says which addresses it
 * binds.
 */
export function listeners(
  placed: readonly Placed[],
  clusters: readonly Cluster[],
  services: readonly PublishedService[],
  site: Site,
  parts: Parts,
  sink: Sink,
): (host: Host) => readonly Listener[] {
  const byHost = new Map(placed.map((each) => [each.host, each]))
  const instances = grouped(clusters.flatMap((cluster) => cluster.instances))
  const offers = grouped(services)
  return (host) => {
    const own = byHost.get(host)
    if (own === undefined) return []
    const [there, offered, isEtcd] = [instances.get(host) ?? [], offers.get(host) ?? [], site.etcd.includes(host)]
    return parts.standing.of('listeners', host.name, [own, isEtcd, ...there, ...offered], sink, () => [
      ...ofHost(own, isEtcd),
      ...own.members.flatMap((member) => ofMember(member, there)),
      ...offered.map(ofService),
    ])
  }
}

function grouped<T extends { readonly host: Host }>(all: readonly T[]): ReadonlyMap<Host, readonly T[]> {
  const byHost = new Map<Host, T[]>()
  for (const each of all) {
    const there = byHost.get(each.host)
    if (there === undefined) byHost.set(each.host, [each])
    else there.push(each)
  }
  return byHost
}

function ofHost({ host, settings, groups }: Placed, isEtcd: boolean): Listener[] {
  return [
    ...running(onEveryHost, host, settings),
    ...(groups.has('infra') ? running(onInfra, host, settings) : []),
    ...(groups.has('infra') && settings.get('nginx_enabled') ? ofOtherModules(nginx, host, settings) : []),
    ...(settings.get('minio_cluster') && settings.isSet('minio_seq') ? ofOtherModules(objectStore, host, settings) : []),
    ...redisServers(host, settings),
    ...(host.infra?.remotes ?? []).map(({ name, exporterPort, at }) => ({
      host,
      address: '*',
      port: exporterPort,
      owner: `the exporter of ${name}`,
      at,
      given: true,
    })),
    ...(isEtcd ? running(onEtcd, host, settings) : []),
    ...(host.balancer?.services ?? []).map(({ address, port, portAt, name }) => ({ host, address, port, owner: `service ${name}`, at: portAt, given: true })),
  ]
}

function ofMember({ name, host, settings }: Member, instances: readonly Instance[]): Listener[] {
  const addresses = [...(instances.find((instance) => instance.name === name)?.postgres.listen ?? []), sockets]
  const own = (address: string, port: PortParameter, what: string): Listener => ({
    host,
    address,
    port: settings.get(port),
    owner: `${what} of ${name}`,
    at: settings.at(port),
    given: settings.isSet(port),
  })
  return [
    ...addresses.map((address) => own(address, 'pg_port', 'PostgreSQL')),
    ...(settings.get('pgbouncer_enabled') ? addresses.map((address) => own(address, 'pgbouncer_port', 'pgbouncer')) : []),
    ...(settings.get('patroni_enabled') && settings.get('patroni_mode') !== 'remove' ? [own(host.address.text, 'patroni_port', 'Patroni')] : []),
    ...running(besidePostgres, host, settings, ` of ${name}`),
  ]
}

function ofService({ host, address, port, portAt, proxy, cluster }: PublishedService): Listener {
  return { host, address, port, owner: `service ${proxy}`, at: portAt, given: portAt !== cluster.at }
}

function ofOtherModules(daemons: readonly ForeignDaemon[], host: Host, settings: Settings): Listener[] {
  return daemons.map(({ name, port, usual }) => {
    const node = settings.node(port)
    const given = node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : undefined
    return { host, address: '*', port: given ?? usual, owner: name, at: settings.at(port), given: given !== undefined }
  })
}

/** One Redis for each key of redis_instances. */
function redisServers(host: Host, settings: Settings): Listener[] {
  const servers = settings.node('redis_instances')
  if (!settings.get('redis_cluster') || servers?.kind !== 'mapping') return []
  return [...servers.entries.values()].flatMap(({ name, key }) =>
    /^[1-9][0-9]{0,4}$/.test(name) ? [{ host, address: '*', port: Number(name), owner: `Redis ${name}`, at: key.at, given: true }] : [],
  )
}

function running(daemons: readonly Daemon[], host: Host, settings: Settings, suffix = ''): Listener[] {
  return daemons
    .filter(({ switches }) => switches.every((name) => settings.get(name)))
    .map(({ name, port }) => ({ host, address: '*', port: settings.get(port), owner: `${name}${suffix}`, at: settings.at(port), given: settings.isSet(port) }))
}
