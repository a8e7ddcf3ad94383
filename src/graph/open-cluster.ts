import { optionOf } from '../model/backup.js'
import type { Cluster, Instance, Model } from '../model/model.js'
import type { PublishedService, ServiceServer } from '../model/service.js'
import { type GraphEdge, type GraphNode, idOf } from './graph.js'
import type { Part } from './part.js'

/** A cluster with all that is in it: names, VIP, services, pools, instances, repository. */
export function openCluster(model: Model, cluster: Cluster): Part {
  const services = distinct(model.services.filter((service) => service.cluster === cluster))
  const doors = doorsOf(cluster)
  const entrance = doors.at(-1)?.id ?? 'clients'
  const ways: GraphEdge[] = [
    ...chain(['clients', ...doors.map(({ id }) => id)]),
    ...services.map((service): GraphEdge => ({ from: entrance, to: serviceId(service), kind: 'way' })),
    ...(services.length === 0 ? cluster.instances.map((instance): GraphEdge => ({ from: entrance, to: frontOf(instance), kind: 'way' })) : []),
    ...services.flatMap((service) => service.servers.map((server) => serverEdge(service, server))),
  ]
  const pools = cluster.instances.filter(({ pool }) => pool !== undefined)
  return {
    nodes: [
      ...doors,
      ...services.map((service) => serviceNode(service)),
      ...pools.map(poolNode),
      ...cluster.instances.map(instanceNode),
      ...cluster.instances.flatMap((instance) => repositoryNode(instance)),
    ],
    edges: [
      ...ways,
      ...pools.map((instance): GraphEdge => ({ from: poolId(instance), to: instanceId(instance), kind: 'way' })),
      ...replication(cluster),
      ...backups(cluster),
    ],
  }
}

export const instanceId = (instance: Instance): string => idOf('instance', instance.name)
const poolId = (instance: Instance): string => idOf('pool', instance.name)
const serviceId = ({ proxy }: PublishedService): string => idOf('service', proxy)

/** Where a client that takes no service comes in. */
function frontOf(instance: Instance): string {
  return instance.pool === undefined ? instanceId(instance) : poolId(instance)
}

/** Every host of a cluster offers the same services: one box each. */
function distinct(services: readonly PublishedService[]): readonly PublishedService[] {
  return [...new Map(services.map((service) => [service.proxy, service])).values()]
}

function doorsOf({ name, primary, instances }: Cluster): GraphNode[] {
  const names = instances.flatMap(({ dns }) => (dns?.target === undefined ? [] : [{ name: dns.name, target: dns.target.text }]))
  const [first] = names
  const { vip } = primary
  return [
    ...(first === undefined ? [] : [{ id: idOf('dns', name), kind: 'dns', title: first.name, lines: [`DNS, ${first.target}`], cluster: name } as const]),
    ...(vip === undefined ? [] : [{ id: idOf('vip', name), kind: 'vip', title: vip.address.text, lines: ['VIP, on the primary'], cluster: name } as const]),
  ]
}

function serviceNode(service: PublishedService): GraphNode {
  const { name, port, cluster, host, check } = service
  const elsewhere = cluster.instances.every((instance) => instance.host !== host)
  return {
    id: serviceId(service),
    kind: 'service',
    title: `${name} :${port}`,
    lines: [check.replace(/\?.*/, ''), ...(elsewhere ? [`on ${host.name}`] : [])],
    cluster: cluster.name,
  }
}

function serverEdge(service: PublishedService, { instance, target, backup, port }: ServiceServer): GraphEdge {
  const to = target === 'pgbouncer' && instance.pool !== undefined ? poolId(instance) : instanceId(instance)
  return {
    from: serviceId(service),
    to,
    kind: backup ? 'standby' : 'way',
    ...(target === 'other' && port !== instance.postgres.port ? { label: `:${port}` } : {}),
  }
}

function poolNode(instance: Instance): GraphNode {
  const { pool, cluster } = instance
  return { id: poolId(instance), kind: 'pool', title: `pgbouncer :${pool?.port}`, lines: [pool?.mode ?? ''], cluster: cluster.name }
}

function instanceNode(instance: Instance): GraphNode {
  const { name, role, host, postgres, cluster } = instance
  const offline = postgres.offlineQuery && role !== 'offline' ? ', offline queries' : ''
  return {
    id: instanceId(instance),
    kind: 'instance',
    title: name,
    lines: [`${role}${offline}`, `${host.address.text}:${postgres.port}`],
    cluster: cluster.name,
    role,
  }
}

/** Every member follows the primary, but for those that follow another member. */
function replication({ instances, primary }: Cluster): GraphEdge[] {
  return instances.flatMap((instance): GraphEdge[] => {
    const { upstream } = instance
    if (instance === primary) return []
    const source = upstream?.kind === 'member' ? instances.find(({ name }) => name === upstream.name) : primary
    if (source === undefined) return []
    return [{ from: instanceId(source), to: instanceId(instance), kind: 'replication', ...(instance.role === 'delayed' ? { label: 'delayed' } : {}) }]
  })
}

/** The repository of an instance: one box for all that write to the same place, and one for all that keep backups on their own host. */
export function repositoryOf({ backup }: Instance): GraphNode | undefined {
  if (backup === undefined) return undefined
  const { method, storage } = backup
  const option = (name: string): string | undefined => optionOf(backup, name)?.value
  const path = option('path') ?? '/var/lib/pgbackrest'
  const place = option('host') ?? option(`${storage}-bucket`) ?? option(`${storage}-container`) ?? ''
  const own = storage === 'posix' && place === ''
  const where = own ? `${path} of each host` : storage === 'posix' ? `${place}:${path}` : `${storage} ${place}${path}`
  return { id: idOf('repository', storage, place, path), kind: 'repository', title: `repository ${method}`, lines: [where] }
}

/** The repository that the primary writes to. */
function repositoryNode(instance: Instance): GraphNode[] {
  const node = instance === instance.cluster.primary ? repositoryOf(instance) : undefined
  return node === undefined ? [] : [node]
}

function backups({ primary }: Cluster): GraphEdge[] {
  const repository = repositoryOf(primary)
  return repository === undefined ? [] : [{ from: instanceId(primary), to: repository.id, kind: 'backup', label: 'backups, WAL' }]
}

function chain(ids: readonly string[]): GraphEdge[] {
  return ids.slice(1).map((to, index) => ({ from: ids[index] ?? '', to, kind: 'way' }))
}
