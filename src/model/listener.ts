import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import { grouped } from '../source/grouped.js'
import type { Span } from '../source/span.js'
import type { Member } from './context.js'
import { besidePostgres, type Daemon, type ForeignDaemon, nginx, objectStore, onEtcd, onEveryHost, onInfra, type PortParameter } from './daemons.js'
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

/** PostgreSQL and PgBouncer name their sockets alike. */
const sockets = '/var/run/postgresql'

/**
 * Every socket of a host that the inventory decides (KD-73), found when somebody asks: most never do. Each daemon's own documentation says which addresses it
 * binds.
 */
export function listenersByHost(
  placed: readonly Placed[],
  clusters: readonly Cluster[],
  services: readonly PublishedService[],
  site: Site,
  parts: Parts,
  sink: Sink,
): (host: Host) => readonly Listener[] {
  const byHost = new Map(placed.map((each) => [each.host, each]))
  const instances = grouped(
    clusters.flatMap((cluster) => cluster.instances),
    ({ host }) => host,
  )
  const offers = grouped(services, ({ host }) => host)
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
