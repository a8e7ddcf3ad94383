import { invariant } from '../diagnostics/invariant.js'
import { type Address, bitsOf, type Network, parseNetwork } from '../syntax/address.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import { itemText } from './item-text.js'
import { byText } from './site.js'

/** Where the lines of one rule come from: the socket, the machine itself, or a network. TLS is demanded only of a network. */
export type HbaOrigin = { readonly kind: 'socket' } | { readonly kind: 'loopback' | 'network'; readonly network: Network }

const everywhere = ['0.0.0.0/0', '::/0']
const loopback = ['127.0.0.1/32', '::1/128']

/** The origins that `addr` stands for, in the order of their lines; undefined where it is neither an alias nor an address. */
export function originsOf(addr: string, context: Context): HbaOrigin[] | undefined {
  switch (addr) {
    case 'local':
      return [{ kind: 'socket' }]
    case 'localhost':
      return [{ kind: 'socket' }, ...loopback.map((text): HbaOrigin => ({ kind: 'loopback', network: known(text) }))]
    case 'admin':
      return [host(context.site.admin)]
    case 'infra':
      return [...context.site.infra].sort(byText).map(({ address }) => host(address))
    case 'cluster': {
      const hosts = new Map(context.cluster.members.map((member) => [member.host.address.text, member.host]))
      return [...hosts.values()].sort(byText).map(({ address }) => host(address))
    }
    case 'intra':
    case 'intranet':
      reportIntranet(context)
      return intranetOf(context).map((network) => ({ kind: 'network', network }))
    case 'world':
    case 'all':
      return everywhere.map((text) => ({ kind: 'network', network: known(text) }))
    default: {
      const network = parseNetwork(addr, true)
      return network === undefined ? undefined : [{ kind: 'network', network }]
    }
  }
}

/** The networks of node_firewall_intranet, as far as they are networks. */
export function intranetOf({ settings }: Pick<Context, 'settings'>): readonly Network[] {
  return settings.get('node_firewall_intranet').flatMap((text) => parseNetwork(itemText(text), true) ?? [])
}

function reportIntranet({ settings, sink }: Context): void {
  settings.get('node_firewall_intranet').forEach((text, index) => {
    if (parseNetwork(itemText(text), true) === undefined) {
      const node = settings.node('node_firewall_intranet')
      const at = (node?.kind === 'sequence' ? node.items[index]?.at : undefined) ?? settings.at('node_firewall_intranet')
      sink.report(codes['hba-address'], at, `node_firewall_intranet lists networks such as 10.0.0.0/8, and ${itemText(text)} is none`)
    }
  })
}

function host(address: Address): HbaOrigin {
  return { kind: 'network', network: { address, prefixLength: bitsOf(address.family) } }
}

function known(text: string): Network {
  const network = parseNetwork(text)
  invariant(network !== undefined, 'a network of our own is not one')
  return network
}
