import type { Cluster, Host, Instance, Model } from '../model/model.js'
import type { PublishedService } from '../model/service.js'
import { compare } from '../source/compare.js'
import type { SubjectChange } from './change.js'
import { type Identity, instancesByHost } from './identity.js'
import type { Side } from './side.js'

type Subject = SubjectChange['subject']

/** What is told of a subject: label and text. */
type Details = ReadonlyMap<string, string>

/** Hosts, clusters, instances and services that differ; of sides without an inventory only who is there. */
export function compareSubjects(before: Side, after: Side, identity: Identity): SubjectChange[] {
  if (before.kind === 'files' || after.kind === 'files') return []
  const [was, is] = [before.known?.model, after.known?.model]
  const full = was !== undefined && is !== undefined
  const ours = full ? ofModel(was, (host) => identity.hostAfter(host)) : ofFiles(before, (host) => identity.hostAfter(host))
  const theirs = full ? ofModel(is, (host) => host) : ofFiles(after, (host) => host)
  const order: readonly Subject[] = ['host', 'cluster', 'instance', 'service']
  return order.flatMap((subject) => [...changesOf(subject, ours.get(subject) ?? new Map(), theirs.get(subject) ?? new Map())])
}

type Subjects = ReadonlyMap<Subject, ReadonlyMap<string, Details>>

function changesOf(subject: Subject, before: ReadonlyMap<string, Details>, after: ReadonlyMap<string, Details>): SubjectChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort(compare).flatMap((name): SubjectChange[] => {
    const [was, is] = [before.get(name), after.get(name)]
    if (was === undefined || is === undefined) return [{ kind: was === undefined ? 'added' : 'removed', subject, name, details: [] }]
    const details = [...new Set([...was.keys(), ...is.keys()])].flatMap((label) => {
      const [former, present] = [was.get(label) ?? 'none', is.get(label) ?? 'none']
      return former === present ? [] : [{ name: label, before: former, after: present }]
    })
    return details.length === 0 ? [] : [{ kind: 'changed', subject, name, details }]
  })
}

function ofModel(model: Model, present: (host: string) => string): Subjects {
  const instances = model.clusters.flatMap((cluster) => cluster.instances)
  const services = new Map<string, PublishedService[]>()
  for (const service of model.services) services.set(service.proxy, [...(services.get(service.proxy) ?? []), service])
  return new Map<Subject, ReadonlyMap<string, Details>>([
    ['host', new Map(model.hosts.map((host) => [present(host.name), ofHost(host)]))],
    ['cluster', new Map(model.clusters.map((cluster) => [cluster.name, ofCluster(cluster)]))],
    ['instance', new Map(instances.map((instance) => [instance.name, ofInstance(instance, present)]))],
    ['service', new Map([...services].map(([name, offers]) => [name, ofService(offers, present)]))],
  ])
}

function ofHost({ name, address, nodename }: Host): Details {
  return new Map([
    ['name', name],
    ['address', address.text],
    ['nodename', nodename],
  ])
}

function ofCluster({ primary, mode }: Cluster): Details {
  return new Map([
    ['mode', mode],
    ['primary', primary.name],
    ['release', String(primary.postgres.version)],
    ['VIP', primary.vip === undefined ? 'none' : primary.vip.address.text],
    ['DNS', primary.dns?.target === undefined ? 'none' : `${primary.dns.name} -> ${primary.dns.target.text}`],
  ])
}

function ofInstance({ host, role, postgres, pool }: Instance, present: (host: string) => string): Details {
  return new Map([
    ['host', present(host.name)],
    ['role', role],
    ['port', String(postgres.port)],
    ['pool port', pool === undefined ? 'none' : String(pool.port)],
  ])
}

function ofService(offers: readonly PublishedService[], present: (host: string) => string): Details {
  const texts = (list: readonly string[]): string => [...new Set(list)].sort(compare).join(', ')
  return new Map([
    ['port', texts(offers.map(({ port }) => String(port)))],
    ['address', texts(offers.map(({ address }) => address))],
    ['offered on', texts(offers.map(({ host }) => present(host.name)))],
    ['check', texts(offers.map(({ check }) => check))],
    ['servers', texts(offers.flatMap(({ servers }) => servers.map(({ instance, backup }) => `${instance.name}${backup ? ' (backup)' : ''}`)))],
  ])
}

/** A manifest names hosts and instances; the name of a cluster stands before the number. */
function ofFiles(side: Side, present: (host: string) => string): Subjects {
  const instances = [...instancesByHost(side)].flatMap(([host, names]) => [...names].map((name): [string, string] => [name, host]))
  const nothing: Details = new Map()
  return new Map<Subject, ReadonlyMap<string, Details>>([
    ['host', new Map(side.files.map(({ host }) => [present(host), nothing]))],
    ['cluster', new Map(instances.map(([name]) => [name.replace(/-\d+$/, ''), nothing]))],
    ['instance', new Map(instances.map(([name, host]) => [name, new Map([['host', present(host)]])]))],
  ])
}
