import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import { type Address, parseAddress } from '../syntax/address.js'
import { codes } from './codes.js'
import { dnsName, isRecordName } from './dns.js'
import { isLoopback } from './vip.js'

/** The address that keepalived moves among the hosts of a node cluster. Not the VIP of a PostgreSQL cluster. */
export interface NodeVip {
  readonly address: Address
  /** Its name in the name service of the infra nodes. */
  readonly name: string
  /** VRRP's number of the hosts that share it, from 1 to 254; which networks it must be unique in is for the site to know. */
  readonly routerId: number
  /** Where vip_vrid stands. */
  readonly routerIdAt: Span
  /** Port of the exporter beside keepalived. */
  readonly exporterPort: number
  /** Where vip_address stands. */
  readonly at: Span
}

export function buildNodeVip(nodeCluster: string, settings: Settings, sink: Sink): NodeVip | undefined {
  // One that is missing has been reported.
  const routerId = settings.get('vip_vrid')
  if (!settings.get('vip_enabled') || !settings.isSet('vip_address') || routerId === undefined) return undefined
  const text = settings.get('vip_address') ?? ''
  const at = settings.at('vip_address')
  const address = parseAddress(text)
  if (address === undefined || isLoopback(address)) {
    sink.report(
      codes['node-vip'],
      at,
      `vip_enabled needs a vip_address: an IP address that clients can reach, without prefix length${text === '' ? '' : `, not \`${text}\``}`,
    )
    return undefined
  }
  const name = dnsName(nodeCluster, settings.get('vip_dns_suffix'))
  // The name of the record's file is a little longer than that of the cluster.
  if (!isRecordName(name) || name.length > 250)
    sink.report(
      codes['dns-name'],
      settings.at(
        (isRecordName(nodeCluster) ? ['vip_dns_suffix'] : ['node_cluster', 'pg_cluster']).find((parameter) => settings.isSet(parameter)) ?? 'vip_address',
      ),
      `the name of the node VIP would be \`${name}\`, which is none: labels have 1 to 63 letters, digits, inner hyphens and _, and all together at most 250 characters`,
    )
  return { address, name, routerId, routerIdAt: settings.at('vip_vrid'), exporterPort: settings.get('vip_exporter_port'), at }
}
