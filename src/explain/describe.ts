import { artifacts } from '../artifacts/artifacts.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { diskGb, memoryGb } from '../model/hardware.js'
import type { Cluster, Host, Instance, Model } from '../model/model.js'
import type { PublishedService } from '../model/service.js'
import { compare } from '../source/compare.js'
import { directUri, serviceUris } from './connection.js'
import type { DescribedFiles, DescribedMember, DescribedService, Description } from './description.js'
import { type Problem, unknown } from './problem.js'

type Row = readonly [label: string, text: string]

/** An instance, cluster or host (by name, address or nodename) of a model; `findings` are those of its inventory. */
export function describe(name: string, model: Model, findings: readonly Diagnostic[]): Description | Problem {
  const instances = model.clusters.flatMap((cluster) => cluster.instances)
  const instance = instances.find((each) => each.name === name)
  const cluster = model.clusters.find((each) => each.name === name)
  const host = model.hosts.find((each) => each.name === name || each.address.text === name || each.nodename === name)
  if (instance !== undefined) return ofInstance(instance, model, findings)
  if (cluster !== undefined) return ofCluster(cluster, model, findings)
  if (host !== undefined)
    return ofHost(
      host,
      instances.filter((each) => each.host === host),
      model,
      findings,
    )
  return unknown(
    'instance, cluster or host',
    name,
    [...instances, ...model.clusters, ...model.hosts].map((each) => each.name),
  )
}

function ofInstance(instance: Instance, model: Model, findings: readonly Diagnostic[]): Description {
  const { name, cluster, host, postgres, pool, patroni } = instance
  const files = filesOf(model, (spec) => spec.instance === name)
  const backup = backupText(instance)
  return {
    kind: 'instance',
    name,
    identity: [
      ['Instance', `${instance.role} ${instance.seq} of cluster ${cluster.name}`],
      ['Host', hostText(host)],
      ['Server', `PostgreSQL ${postgres.version}, port ${postgres.port}${patroni === undefined ? ', without Patroni' : `, profile ${patroni.tuning.profile}`}`],
      ...(pool === undefined ? [] : [['Pool', `PgBouncer, port ${pool.port}, ${pool.mode} mode`] as const]),
      ['Data', postgres.dataDirectory],
      ['Direct', directUri([instance])],
      ...sharedRows(cluster),
    ],
    members: [memberOf(instance)],
    services: servicesOf(model.services.filter((service) => service.cluster === cluster && service.servers.some((server) => server.instance === instance))),
    ...(backup === undefined ? {} : { backup }),
    files,
    findings: about(findings, [name]),
  }
}

function ofCluster(cluster: Cluster, model: Model, findings: readonly Diagnostic[]): Description {
  const { name, primary, instances } = cluster
  const names = new Set(instances.map((instance) => instance.name))
  const backup = backupText(primary)
  return {
    kind: 'cluster',
    name,
    identity: [
      [
        'Cluster',
        `${instances.length} instances of PostgreSQL ${primary.postgres.version}${cluster.shard === name ? '' : `, group ${cluster.group} of ${cluster.shard}`}`,
      ],
      ['Databases', primary.databases.map((database) => database.name).join(', ') || 'none of its own'],
      ['Users', `${primary.users.length} of its own, ${primary.defaultRoles.length} default roles`],
      ['Direct', directUri(instances)],
      ...sharedRows(cluster),
    ],
    members: instances.map(memberOf),
    services: servicesOf(model.services.filter((service) => service.cluster === cluster)),
    ...(backup === undefined ? {} : { backup }),
    files: filesOf(model, (spec) => spec.instance !== undefined && names.has(spec.instance)),
    findings: about(findings, [name, ...names]),
  }
}

function ofHost(host: Host, instances: readonly Instance[], model: Model, findings: readonly Diagnostic[]): Description {
  const roles = [...(host.infra === undefined ? [] : ['infra']), ...(host.etcd === undefined ? [] : [`etcd member ${host.etcd.name}`])]
  return {
    kind: 'host',
    name: host.name,
    identity: [
      ['Host', hostText(host)],
      ['Address', host.address.text],
      ...(roles.length === 0 ? [] : [['Roles', roles.join(', ')] as const]),
      ...(host.vip === undefined ? [] : [['VIP', `${host.vip.address.text} of node cluster ${host.nodeCluster}`] as const]),
      ['Ports', portsText(model, host)],
    ],
    members: instances.map(memberOf),
    services: servicesOf(model.services.filter((service) => service.host === host)),
    files: filesOf(model, (spec) => spec.host === host.name),
    findings: about(findings, [host.name, host.nodename, ...instances.map(({ name }) => name)]),
  }
}

function hostText({ name, nodename, hardware }: Host): string {
  const size = `${hardware.cpus} CPUs, ${memoryGb(hardware)} GiB memory, ${diskGb(hardware)} GiB disk${hardware.assumed ? ' (some assumed)' : ''}`
  return `${name}${nodename === name ? '' : ` (${nodename})`}, ${size}`
}

function sharedRows({ primary }: Cluster): Row[] {
  return [
    ...(primary.vip === undefined ? [] : [['VIP', `${primary.vip.address.text}/${primary.vip.prefixLength}, with the primary`] as const]),
    ...(primary.dns?.target === undefined ? [] : [['DNS', `${primary.dns.name} -> ${primary.dns.target.text}`] as const]),
  ]
}

function memberOf({ name, role, host, postgres, pool, upstream, cluster }: Instance): DescribedMember {
  const follows =
    upstream === undefined
      ? role === 'primary'
        ? ''
        : `follows ${cluster.primary.name}`
      : upstream.kind === 'member'
        ? `follows ${upstream.name}`
        : `standby of ${upstream.host}:${upstream.port}`
  return { name, role, address: host.address.text, port: postgres.port, ...(pool === undefined ? {} : { poolPort: pool.port }), follows }
}

function servicesOf(services: readonly PublishedService[]): DescribedService[] {
  const byProxy = new Map<string, PublishedService[]>()
  for (const service of services) byProxy.set(service.proxy, [...(byProxy.get(service.proxy) ?? []), service])
  return [...byProxy].flatMap(([name, offers]) =>
    offers.slice(0, 1).map(({ port, servers }) => ({
      name,
      port,
      ...serviceUris(offers),
      servers: servers.map(({ instance, port: target, backup }) => `${instance.name}:${target}${backup ? ' (backup)' : ''}`),
    })),
  )
}

function backupText({ backup, cluster }: Instance): string | undefined {
  return backup === undefined ? undefined : `pgBackRest stanza ${cluster.name}, repository ${backup.method} (${backup.storage})`
}

function portsText({ listenersOf }: Model, host: Host): string {
  const ports = [...new Set(listenersOf(host).map(({ port }) => port))]
  return ports.sort((a, b) => a - b).join(', ')
}

function filesOf(model: Model, belongs: (spec: { readonly host: string; readonly instance?: string }) => boolean): DescribedFiles[] {
  const byComponent = new Map<string, string[]>()
  for (const artifact of artifacts)
    for (const spec of artifact.files(model))
      if (belongs(spec)) byComponent.set(artifact.component, [...(byComponent.get(artifact.component) ?? []), spec.path])
  return [...byComponent]
    .map(([component, paths]) => ({ component, count: paths.length, path: paths.sort(compare)[0] ?? '' }))
    .sort((a, b) => compare(a.component, b.component))
}

/** Findings that name one of them, as a word of its own. */
function about(findings: readonly Diagnostic[], names: readonly string[]): Diagnostic[] {
  return findings.filter(({ message }) => names.some((name) => message.split(/[^\w.:-]+/).some((word) => word.replace(/[.:]$/, '') === name)))
}
