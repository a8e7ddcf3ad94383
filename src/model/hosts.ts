import type { Sink } from '../diagnostics/sink.js'
import type { FactSheets } from '../inventory/facts.js'
import type { InventoryHost } from '../inventory/inventory.js'
import type { Settings } from '../inventory/settings.js'
import { type Address, parseAddress } from '../syntax/address.js'
import { codes } from './codes.js'
import { hardwareOf } from './hardware.js'
import type { Host } from './model.js'

/**
 * Builds one machine. Its address is its inventory name, or ansible_host where the name is no address: files need the address
 * (etcd peers, HBA lines, allow lists), so a name alone is an error.
 */
export function buildHost(host: InventoryHost, settings: Settings, facts: FactSheets, sink: Sink): Host {
  const address = addressOf(host, settings, sink)
  const known = facts.of(host.name, address.text, settings)
  const cluster = settings.get('pg_cluster') ?? ''
  const seq = settings.get('pg_seq')
  const identified = settings.get('node_id_from_pg') && cluster !== '' && seq !== undefined
  const nodeCluster = settings.get('node_cluster')
  return {
    name: host.name,
    address,
    at: host.at,
    nodename: identified ? `${cluster}-${seq}` : settings.get('nodename') || known.node_hostname || host.name,
    nodeCluster: settings.get('node_id_from_pg') && cluster !== '' && (nodeCluster === '' || nodeCluster === 'nodes') ? cluster : nodeCluster,
    hardware: hardwareOf(known),
  }
}

function addressOf(host: InventoryHost, settings: Settings, sink: Sink): Address {
  const own = parseAddress(host.name)
  if (own !== undefined) return own
  const node = settings.node('ansible_host')
  const given = node?.kind === 'scalar' ? parseAddress(node.text) : undefined
  if (given !== undefined) return given
  if (node === undefined) sink.report(codes['host-address'], host.at, `host ${host.name} is no IP address: name it by its address, or set ansible_host to it`)
  else sink.report(codes['host-address'], node.at, `ansible_host of ${host.name} must be an IP address`)
  return { family: 4, number: 0n, text: host.name }
}

/** One note for all machines whose size is an assumption. */
export function noteAssumptions(hosts: readonly Host[], sink: Sink): void {
  const assumed = hosts.filter((host) => host.hardware.assumed)
  const [first] = assumed
  if (first === undefined) return
  const names = assumed.length > 5 ? `${assumed.slice(0, 4).map(nameOf).join(', ')} and ${assumed.length - 4} more` : assumed.map(nameOf).join(', ')
  sink.report(
    codes['facts-assumed'],
    first.at,
    `CPUs, memory or disk of ${names} are not known; 4 CPUs, 16384 MB and 40 GiB are assumed where nothing says otherwise`,
  )
}

const nameOf = (host: Host): string => host.name
