import { type Address, bitsOf, contains, type Network, parseNetwork } from '../syntax/address.js'
import type { Instance } from './model.js'

/** The addresses of a machine with their networks, as `samehost` and `samenet` of pg_hba.conf ask for them. */
export interface OwnNetworks {
  /** It has these. */
  readonly certain: readonly Network[]
  /** It has these at times: addresses that move from one machine to another. */
  readonly perhaps: readonly Network[]
  /** Whether it has no others. */
  readonly complete: boolean
}

const loopback = ['127.0.0.1/8', '::1/128'].flatMap((text) => parseNetwork(text) ?? [])

/** Facts list all addresses of a machine with the lengths of their networks; without them its own address and the loopback are known, and no length. */
export function ownNetworks({ host, vip }: Instance): OwnNetworks {
  const alone = { address: host.address, prefixLength: bitsOf(host.address.family) }
  const certain = [...loopback, ...(host.networks ?? [alone])]
  const moving = [vip, host.vip].flatMap((each) => each?.address.text ?? [])
  return {
    certain: certain.filter(({ address }) => !moving.includes(address.text)),
    perhaps: vip === undefined ? [] : [vip],
    // Nobody says how long the network of an address of keepalived is.
    complete: host.networks !== undefined && host.vip === undefined,
  }
}

/** What the keyword stands for there: each address alone, or with its network. */
export function meantBy(keyword: 'samehost' | 'samenet', networks: readonly Network[]): readonly Network[] {
  return keyword === 'samenet' ? networks : networks.map(({ address }) => ({ address, prefixLength: bitsOf(address.family) }))
}

export function isOwn(keyword: 'samehost' | 'samenet', address: Address, { certain, perhaps, complete }: OwnNetworks): 'yes' | 'no' | 'unknown' {
  const among = (networks: readonly Network[]): boolean => meantBy(keyword, networks).some((network) => contains(network, address))
  return among(certain) ? 'yes' : !complete || among(perhaps) ? 'unknown' : 'no'
}
