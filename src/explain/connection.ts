import type { Instance } from '../model/model.js'
import type { PublishedService } from '../model/service.js'
import { endpoint, parseAddress } from '../syntax/address.js'
import { percentEncode } from '../syntax/percent.js'

/** A connection string without user and password. Source: the manual of libpq, "Connection URIs". */
export function connectionUri(hosts: readonly string[], database: string, query = ''): string {
  return `postgresql://${hosts.join(',')}/${percentEncode(database)}${query}`
}

/** The server itself, wherever the primary is: libpq tries one after the other. */
export function directUri(instances: readonly Instance[]): string {
  const database = instances[0]?.postgres.primaryDatabase ?? 'postgres'
  const hosts = instances.map(({ host, postgres }) => endpoint(host.address, postgres.port))
  return connectionUri(hosts, database, hosts.length > 1 ? '?target_session_attrs=read-write' : '')
}

/** One service by the address that stays when machines fail (VIP, else DNS name, else the first host), and by all hosts that offer it. */
export function serviceUris(offers: readonly PublishedService[]): { readonly uri: string; readonly hosts: string } {
  const [first] = offers
  if (first === undefined) return { uri: '', hosts: '' }
  const { primary } = first.cluster
  const database = primary.postgres.primaryDatabase
  const bound = parseAddress(first.address)
  const own = offers.map(({ host, address, port }) => endpoint(parseAddress(address) ?? host.address, port))
  const local = offers.some(({ cluster, host }) => cluster.instances.some((instance) => instance.host === host))
  const vip = local && bound === undefined ? primary.vip?.address : undefined
  const name = local && bound === undefined && primary.dns?.target !== undefined ? `${primary.dns.name}:${first.port}` : undefined
  const stable = vip === undefined ? (name ?? own[0] ?? '') : endpoint(vip, first.port)
  return { uri: connectionUri([stable], database), hosts: connectionUri([...new Set(own)], database) }
}
