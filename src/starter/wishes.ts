import { defined } from '../model/defined.js'
import { parseAddress, parseNetwork } from '../syntax/address.js'

/** What a first inventory is made of. */
export interface Wishes {
  readonly cluster: string
  /** Addresses; the first is the primary's. */
  readonly hosts: readonly string[]
  /** Address of the monitoring machine, which may be a database machine. */
  readonly infra: string
  /** Address and prefix length: `10.0.0.100/24`. */
  readonly vip?: string
  /** A database, and a user of the same name who owns it. */
  readonly database?: string
  readonly version: number
  /** Only what must be said, without explanations. */
  readonly minimal: boolean
}

/** The same as somebody says it; what is left out has a default. */
export interface SaidWishes {
  readonly cluster?: string
  readonly hosts: readonly string[]
  readonly infra?: string
  readonly vip?: string
  readonly database?: string
  readonly version?: string
  readonly minimal?: boolean
}

export const defaultCluster = 'pg-main'
export const defaultDatabase = 'app'
const defaultVersion = '18'

/** What was meant, or in one sentence what is wrong with it. */
export function readWishes({ cluster = defaultCluster, hosts, infra, vip, database, version = defaultVersion, minimal = false }: SaidWishes): Wishes | string {
  const [first] = hosts
  if (first === undefined) return 'name at least one host by its address, as in --host 10.0.0.1'
  const wrong =
    problemOfCluster(cluster) ?? problemOfHosts(infra === undefined ? hosts : [...hosts, ...(hosts.includes(infra) ? [] : [infra])]) ?? problemOfVip(vip, hosts)
  if (wrong !== undefined) return wrong
  if (!/^\d{1,2}$/.test(version)) return `${version} is no major version of PostgreSQL, such as ${defaultVersion}`
  const base = minimal ? undefined : defaultDatabase
  const wanted = database ?? base
  if (wanted !== undefined && !/^[a-z_][a-z0-9_]{0,62}$/.test(wanted))
    return `${JSON.stringify(wanted)} is no plain name of a database: use lower-case letters, digits and _`
  return { cluster, hosts, infra: infra ?? first, ...defined({ vip, database: wanted }), version: Number(version), minimal }
}

export function problemOfCluster(name: string): string | undefined {
  if (!/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name))
    return `${JSON.stringify(name)} is no name of a cluster: use lower-case letters, digits and - between them, a letter first`
  return ['all', 'ungrouped', 'infra', 'etcd'].includes(name) ? `${name} is a group with a meaning of its own: give the cluster another name` : undefined
}

export function problemOfHosts(hosts: readonly string[]): string | undefined {
  for (const host of hosts) if (parseAddress(host) === undefined) return `${JSON.stringify(host)} is no IP address`
  const texts = hosts.map((host) => parseAddress(host)?.text)
  const twice = hosts.find((_, index) => texts.indexOf(texts[index]) !== index)
  return twice === undefined ? undefined : `${twice} is there twice`
}

export function problemOfVip(vip: string | undefined, hosts: readonly string[]): string | undefined {
  if (vip === undefined) return undefined
  const network = parseNetwork(vip)
  if (network === undefined) return `${JSON.stringify(vip)} is no address with a prefix length, such as 10.0.0.100/24`
  return hosts.some((host) => parseAddress(host)?.text === network.address.text) ? `${vip} is the address of a host: a VIP is one that no host has` : undefined
}
