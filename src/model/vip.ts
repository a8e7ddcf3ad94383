import type { Span } from '../source/span.js'
import { type Address, type Network, parseNetwork } from '../syntax/address.js'
import { codes } from './codes.js'
import type { Context } from './context.js'

/** The address that follows the primary of a cluster, bound by vip-manager. */
export interface Vip {
  readonly address: Address
  /** Bits. */
  readonly prefixLength: number
  /** The interface that carries it; undefined where the unit has to find out at its start. */
  readonly interface?: string
  /** Where pg_vip_interface names it; absent where facts do, or nobody. */
  readonly interfaceAt?: Span
  /** Where pg_vip_address stands. */
  readonly at: Span
}

/** Undefined where the cluster has none, or where it cannot work. */
export function buildVip(context: Context): Vip | undefined {
  const { settings, sink, hardware } = context
  if (!settings.get('pg_vip_enabled')) return undefined
  reportPatroniOff(context)
  const given = readInterface(context)
  const carrier = given ?? hardware.interface
  const at = settings.at(settings.isSet('pg_vip_address') ? 'pg_vip_address' : 'pg_vip_enabled')
  const text = settings.get('pg_vip_address')
  const network = parseNetwork(text)
  if (network === undefined || network.prefixLength === 0) {
    sink.report(codes['vip-address'], at, `pg_vip_address must be an address with the prefix length of its network, as in 10.0.0.5/24, not \`${text}\``)
    return undefined
  }
  if (isLoopback(network.address)) {
    sink.report(codes['vip-address'], at, `pg_vip_enabled needs a pg_vip_address that clients can reach, and ${text} is a loopback address`)
    return undefined
  }
  const end = edgeOf(network)
  if (end !== undefined) {
    sink.report(codes['vip-address'], at, `pg_vip_address ${text} is the ${end} address of its own network, which no host can have: choose one between them`)
    return undefined
  }
  return {
    address: network.address,
    prefixLength: network.prefixLength,
    at,
    ...(carrier === undefined ? {} : { interface: carrier }),
    ...(given === undefined ? {} : { interfaceAt: settings.at('pg_vip_interface') }),
  }
}

/** The first and the last address of an IPv4 network stand for all of it; a network of one or two has none of these. */
function edgeOf({ address: { family, number }, prefixLength }: Network): 'first' | 'last' | undefined {
  if (family === 6 || prefixLength > 30) return undefined
  const hosts = (1n << BigInt(32 - prefixLength)) - 1n
  return (number & hosts) === 0n ? 'first' : (number & hosts) === hosts ? 'last' : undefined
}

/** Only Patroni writes the leader key that vip-manager waits for (KD-05). */
function reportPatroniOff(context: Context): void {
  const { settings, sink } = context
  const cause = !settings.get('patroni_enabled') ? 'patroni_enabled' : settings.get('patroni_mode') === 'remove' ? 'patroni_mode' : undefined
  if (cause !== undefined)
    sink.report(
      codes['vip-without-patroni'],
      settings.at('pg_vip_enabled'),
      `the VIP follows Patroni's leader key, and ${context.member.name} has no Patroni: switch one on or the other off`,
      {
        related: [{ at: settings.at(cause), message: `${cause} turns Patroni off` }],
      },
    )
}

/** The interface that the inventory names; undefined for `auto` and where it is silent. */
function readInterface({ settings, sink }: Context): string | undefined {
  const name = settings.get('pg_vip_interface').trim()
  if (name === '' || name.toLowerCase() === 'auto') return undefined
  // Linux: IFNAMSIZ is 16 with its final NUL.
  if (new TextEncoder().encode(name).length > 15 || /[\s/]/.test(name) || name === '.' || name === '..')
    sink.report(
      codes['vip-interface'],
      settings.at('pg_vip_interface'),
      `pg_vip_interface must be \`auto\` or the name of an interface, which has at most 15 bytes and neither slash nor blank, not \`${name}\``,
    )
  return name
}

export function isLoopback({ family, number }: Address): boolean {
  return family === 4 ? number >> 24n === 127n : number === 1n
}
