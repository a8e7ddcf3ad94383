import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import { type Address, parseAddress } from '../syntax/address.js'
import { codes } from './codes.js'
import { dnsName } from './dns.js'
import { isLoopback } from './vip.js'

/** The address that keepalived moves among the hosts of a node cluster. Not the VIP of a PostgreSQL cluster. */
export interface NodeVip {
  readonly address: Address
  /** Its name in the name service of the infra nodes. */
  readonly name: string
  /** Port of the exporter beside keepalived. */
  readonly exporterPort: number
  /** Where vip_address stands. */
  readonly at: Span
}

export function buildNodeVip(nodeCluster: string, settings: Settings, sink: Sink): NodeVip | undefined {
  if (!settings.get('vip_enabled')) return undefined
  const text = settings.get('vip_address') ?? ''
  const at = settings.at(settings.isSet('vip_address') ? 'vip_address' : 'vip_enabled')
  const address = parseAddress(text)
  if (address === undefined || isLoopback(address)) {
    sink.report(
      codes['node-vip'],
      at,
      `vip_enabled needs a vip_address: an IP address that clients can reach, without prefix length${text === '' ? '' : `, not \`${text}\``}`,
    )
    return undefined
  }
  return { address, name: dnsName(nodeCluster, settings.get('vip_dns_suffix')), exporterPort: settings.get('vip_exporter_port'), at }
}
