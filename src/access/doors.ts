import type { Cluster, Host, Instance, Model } from '../model/model.js'
import type { PublishedService, ServiceServer } from '../model/service.js'
import { type Address, endpoint } from '../syntax/address.js'
import { passesCheck } from './health.js'

/** A port by which clients come in: of a server, of a pool, or of a service that HAProxy offers. */
export interface Door {
  /** `pg-test-1:5432`, `pg-test-primary at infra-1:5433`. */
  readonly name: string
  readonly kind: 'server' | 'pool' | 'service'
  readonly cluster: Cluster
  /** The machine that listens. */
  readonly host: Host
  readonly port: number
  /** Of a server or pool. */
  readonly instance?: Instance
  readonly service?: PublishedService
}

/** Where a door leads while one member is the primary. */
export interface End {
  readonly instance: Instance
  readonly kind: 'server' | 'pool' | 'other'
  readonly port: number
  /** Whether only while no other server of the service is up: a backup of HAProxy. */
  readonly backup: boolean
  /** Whether it passes the check is not known offline. */
  readonly doubtful: boolean
}

/** All doors of a cluster: servers and pools by address, then services in their order. */
export function doorsOf(cluster: Cluster, { services }: Model): readonly Door[] {
  const own = cluster.instances.flatMap((instance): Door[] => {
    const { host, name, postgres, pool } = instance
    const server: Door = { name: `${name}:${postgres.port}`, kind: 'server', cluster, host, port: postgres.port, instance }
    return pool === undefined ? [server] : [server, { name: `${name}:${pool.port}`, kind: 'pool', cluster, host, port: pool.port, instance }]
  })
  const published = services
    .filter((service) => service.cluster === cluster)
    .map((service): Door => {
      const { proxy, host, port } = service
      return { name: `${proxy} at ${endpoint(host.address, port)}`, kind: 'service', cluster, host, port, service }
    })
  return [...own, ...published]
}

/** The members that may be the primary: that of the inventory first, then those that Patroni may promote. */
export function candidatesOf({ instances, primary }: Cluster): readonly Instance[] {
  return [
    primary,
    ...instances.filter((instance) => instance !== primary && instance.patroni !== undefined && !instance.patroni.noFailover && primary.patroni !== undefined),
  ]
}

/** Where the door leads while `primary` is that. Of a service: the servers that share the connections, then the backups, which HAProxy tries in order. */
export function endsOf({ kind, instance, service }: Door, primary: Instance): readonly End[] {
  if (instance !== undefined) {
    const port = kind === 'pool' ? (instance.pool?.port ?? 0) : instance.postgres.port
    return [{ instance, kind: kind === 'pool' ? 'pool' : 'server', port, backup: false, doubtful: false }]
  }
  return (service?.servers ?? []).flatMap((server): End[] => {
    const passes = passesCheck(service?.check ?? '', server.instance, primary)
    return passes === false ? [] : [{ instance: server.instance, ...targetOf(server), backup: server.backup, doubtful: passes === undefined }]
  })
}

/** A service whose dest is a number leads to a daemon all the same, where that is its port. */
function targetOf({ instance, port, target }: ServiceServer): Pick<End, 'kind' | 'port'> {
  if (target === 'postgres' || port === instance.postgres.port) return { kind: 'server', port }
  return target === 'pgbouncer' || port === instance.pool?.port ? { kind: 'pool', port } : { kind: 'other', port }
}

/** The names and addresses by which clients find the door while `primary` is that, in lower case: of the machine, the instance, the cluster, the VIP. */
export function namesOf({ host, cluster, instance, service }: Door, primary: Instance): ReadonlySet<string> {
  const names = [host.name, host.address.text, host.nodename, cluster.name]
  if (instance !== undefined) names.push(instance.name)
  else for (const each of cluster.instances) if (each.host === host) names.push(each.name)
  if (service !== undefined) names.push(service.proxy)
  const holdsVip = primary.host === host
  if (holdsVip && primary.vip !== undefined) names.push(primary.vip.address.text)
  const leads = (address: Address): boolean => address.text === host.address.text || (holdsVip && address.text === primary.vip?.address.text)
  for (const { dns } of cluster.instances) if (dns?.target !== undefined && leads(dns.target)) names.push(dns.name)
  return new Set(names.map((name) => name.toLowerCase()))
}
