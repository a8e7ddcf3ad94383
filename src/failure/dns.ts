import type { Cluster, Host, Instance, Model } from '../model/model.js'
import type { Address } from '../syntax/address.js'
import type { Failure } from './failure.js'
import type { World } from './worlds.js'

/** Where the name of a cluster leads. Records are fixed: only one that is the VIP follows the leader. */
export interface DnsOutcome {
  readonly name: string
  readonly address: Address
  /** `vip`: whoever holds it. `host`: always this one. `elsewhere`: an address that no host of the inventory has. */
  readonly kind: 'vip' | 'host' | 'elsewhere'
  readonly host?: Host
  /** For a host: whether it is up. */
  readonly up?: boolean
  /** For a host: whether the leader is there; `perhaps` where that shows at run time. */
  readonly leads?: 'yes' | 'no' | 'perhaps'
  /** The infra hosts that answer for it and are up. */
  readonly servers: readonly Host[]
}

export function dnsOf(model: Model, { instances }: Cluster, worlds: readonly World[], failure: Failure): DnsOutcome | undefined {
  const dns = instances.find((instance) => instance.dns !== undefined)?.dns
  if (dns?.target === undefined) return undefined
  const { name, target: address } = dns
  const common = { name, address, servers: dnsServers(model, failure) }
  if (instances.some(({ vip }) => vip?.address.text === address.text)) return { ...common, kind: 'vip' }
  const host = model.hosts.find((candidate) => candidate.address.text === address.text)
  if (host === undefined) return { ...common, kind: 'elsewhere' }
  const there = worlds.map(({ leader }: { leader?: Instance }) => leader?.host === host)
  const leads = there.every((yes) => yes) ? 'yes' : there.some((yes) => yes) ? 'perhaps' : 'no'
  return { ...common, kind: 'host', host, up: !failure.hosts.has(host), leads }
}

/** The infra hosts that are up: dnsmasq runs on each and knows all records. */
export function dnsServers({ site }: Model, { hosts }: Failure): readonly Host[] {
  return site.infra.filter((host) => !hosts.has(host))
}
