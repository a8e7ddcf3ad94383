import { nearest } from '../inventory/nearest.js'
import type { Cluster, Host, Model } from '../model/model.js'
import type { PublishedService } from '../model/service.js'
import { isHost } from './assume.js'

/** What a user asks the way to: services, and what stands before the colon, in words. */
export interface Target {
  readonly services: readonly PublishedService[]
  /** `the VIP of pg-test`; empty where the text names a service or a cluster itself. */
  readonly through: string
}

/**
 * Reads a cluster, a service (pg-test-replica), or a place with a port: a cluster, an instance, a host, a virtual IP or a DNS name. Without a port
 * all services there are meant. The problem is a whole sentence.
 */
export function findTarget(model: Model, text: string): Target | { readonly problem: string } {
  const proxy = model.services.filter((service) => service.proxy === text)
  if (proxy.length > 0) return { services: proxy, through: '' }
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]*|[^[]*:[^:[\]]*:[^[]*?))(?::(\d+))?$/.exec(text) ?? []
  const name = bracketed ?? plain ?? text
  const place = findPlace(model, name)
  if (place === undefined) return { problem: unknown(model, name) }
  if (port === undefined)
    return place.services.length > 0 ? place : { problem: `no HAProxy offers a service at ${place.through || name}${elsewhere(place.cluster, model)}` }
  const services = place.services.filter((service) => service.port === Number(port))
  return services.length > 0 ? { ...place, services } : { problem: noService(model, name, Number(port), place) }
}

interface Place extends Target {
  readonly cluster?: Cluster
  readonly host?: Host
}

function findPlace(model: Model, name: string): Place | undefined {
  const { clusters, hosts, services } = model
  const word = name.toLowerCase()
  const cluster = clusters.find((candidate) => candidate.name === name)
  if (cluster !== undefined) return { services: services.filter((service) => service.cluster === cluster), through: '', cluster }
  const instance = clusters.flatMap(({ instances }) => instances).find((candidate) => candidate.name === name)
  if (instance !== undefined) return { ...at(model, instance.host), through: `the host of ${name}`, cluster: instance.cluster }
  const host = hosts.find((candidate) => isHost(candidate, name))
  if (host !== undefined) return { ...at(model, host), through: `host ${host.name}` }
  const members = hosts.filter(({ vip }) => vip !== undefined && (vip.address.text === name || vip.name.toLowerCase() === word))
  if (members.length > 0)
    return {
      services: services.filter((service) => members.includes(service.host)),
      through: `the address that ${members.map((member) => member.name).join(', ')} share`,
    }
  for (const candidate of clusters) {
    const { vip } = candidate.primary
    const dns = candidate.instances.find((member) => member.dns !== undefined)?.dns
    const isVip = vip?.address.text === name
    if (!isVip && dns?.name.toLowerCase() !== word) continue
    if (isVip || dns?.target?.text === vip?.address.text)
      return { services: onMembers(model, candidate), through: `${isVip ? '' : `${name}, `}the VIP of ${candidate.name}`, cluster: candidate }
    const target = hosts.find(({ address }) => address.text === dns?.target?.text)
    const through = `${name}, which is ${dns?.target?.text ?? 'no address'}`
    return target === undefined ? { services: [], through, cluster: candidate } : { ...at(model, target), through, cluster: candidate }
  }
  const record = model.site.infra.flatMap(({ infra }) => infra?.records ?? []).find(({ names }) => names.some((known) => known.toLowerCase() === word))
  return record === undefined || record.address.text === name ? undefined : withName(findPlace(model, record.address.text), name)
}

function withName(place: Place | undefined, name: string): Place | undefined {
  return place === undefined ? undefined : { ...place, through: `${name}, ${place.through}` }
}

function at({ services }: Model, host: Host): { services: readonly PublishedService[]; host: Host } {
  return { services: services.filter((service) => service.host === host), host }
}

/** The VIP is on a member, so only what members offer can be reached through it. */
function onMembers({ services }: Model, { instances, ...cluster }: Cluster): readonly PublishedService[] {
  const hosts = new Set(instances.map(({ host }) => host))
  return services.filter((service) => service.cluster.name === cluster.name && hosts.has(service.host))
}

function noService(model: Model, name: string, port: number, { services, host, cluster }: Place): string {
  const owners = host === undefined ? [] : model.listenersOf(host).filter((listener) => listener.port === port && !listener.address.startsWith('/'))
  const [owner] = owners
  const there = [...new Set(services.map((service) => `${service.port} (${service.proxy})`))].join(', ')
  const offered = there === '' ? `no HAProxy offers a service there${elsewhere(cluster, model)}` : `services there: ${there}`
  return owner === undefined
    ? `no service has port ${port} at ${name}; ${offered}`
    : `${name}:${port} is ${owner.owner}, which is no service of HAProxy; ${offered}`
}

function elsewhere(cluster: Cluster | undefined, { services }: Model): string {
  const hosts = [...new Set(services.filter((service) => service.cluster === cluster).map(({ host }) => host.name))]
  return cluster === undefined || hosts.length === 0 ? '' : `; the services of ${cluster.name} are offered on ${hosts.join(', ')}`
}

function unknown({ clusters, services, hosts }: Model, name: string): string {
  const names = [...clusters.map((cluster) => cluster.name), ...services.map(({ proxy }) => proxy), ...hosts.map((host) => host.name)]
  const guess = nearest(name, names)
  return `there is no cluster, service, instance, host, VIP or DNS name ${JSON.stringify(name)}; ${guess === undefined ? `clusters are ${clusters.map((cluster) => cluster.name).join(', ') || 'none'}` : `did you mean ${guess}?`}`
}
