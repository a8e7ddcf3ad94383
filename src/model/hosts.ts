import type { Sink } from '../diagnostics/sink.js'
import type { FactSheets } from '../inventory/facts.js'
import type { InventoryHost } from '../inventory/inventory.js'
import type { Settings } from '../inventory/settings.js'
import { listed } from '../source/listed.js'
import { type Address, parseAddress } from '../syntax/address.js'
import { buildBalancer, reportNodename } from './balancer.js'
import { codes } from './codes.js'
import type { Member } from './context.js'
import { buildEtcdMember } from './etcd-member.js'
import { buildNodeExporter } from './exporters.js'
import { hardwareOf } from './hardware.js'
import { buildInfra } from './infra.js'
import type { Seat } from './instances.js'
import { buildLogAgent } from './logging.js'
import type { Host } from './model.js'
import { buildHostMonitoring } from './monitoring.js'
import { buildNodeVip } from './node-vip.js'
import { kinds, type Parts } from './parts.js'
import { buildPlatform, reportOtherSystem } from './platform.js'
import { reportMissing } from './required.js'

/**
 * Builds one machine. Its address is its inventory name, or ansible_host where the name is no address: files need the address
 * (etcd peers, HBA lines, allow lists), so a name alone is an error.
 */
export function buildHost(
  host: InventoryHost,
  groups: ReadonlySet<string>,
  settings: Settings,
  seats: readonly Seat[],
  facts: FactSheets,
  parts: Parts,
  sink: Sink,
): Host {
  const address = addressOf(host, settings, sink)
  const known = facts.of(host.name, address.text, settings)
  const networks = facts.networks(host.name, address.text)
  const { nodename, nodeCluster } = nameNode(settings, seats, known.node_hostname || host.name)
  const { platform, monitoring, exporter, logAgent, administrator, balancer } = parts.ofHost('machine', settings, sink, () => buildMachine(settings, sink))
  reportOtherSystem(platform, known, settings, sink)
  if (balancer !== undefined) reportNodename(nodename, settings, sink)
  const vip = buildNodeVip(nodeCluster, settings, sink)
  const infra = groups.has('infra') ? buildInfra(host.name, host.at, settings, sink) : undefined
  const etcd = buildEtcdMember(host.name, host.at, groups, settings, sink)
  return {
    name: host.name,
    address,
    ...(networks === undefined ? {} : { networks }),
    at: host.at,
    nodename,
    nodeCluster,
    platform: { ...platform, at: settings.at('pgcompile_target') },
    hardware: parts.intern('hardware', hardwareOf(known, platform.system), kinds),
    monitoring,
    ...(exporter === undefined ? {} : { exporter }),
    ...(logAgent === undefined ? {} : { logAgent: { ...logAgent, at: settings.at('vector_log_endpoint') } }),
    ...(administrator === '' ? {} : { administrator }),
    ...(vip === undefined ? {} : { vip }),
    ...(infra === undefined ? {} : { infra }),
    ...(etcd === undefined ? {} : { etcd }),
    ...(balancer === undefined ? {} : { balancer }),
  }
}

/** What is said of many machines in the same words. */
function buildMachine(settings: Settings, sink: Sink) {
  reportMissing(settings, sink)
  return {
    platform: buildPlatform(settings, sink),
    monitoring: buildHostMonitoring(settings),
    exporter: buildNodeExporter(settings, sink),
    logAgent: buildLogAgent(settings, sink),
    administrator: settings.get('node_admin_enabled') ? settings.get('node_admin_username') : '',
    balancer: buildBalancer(settings, sink),
  }
}

/** What monitoring calls the machine. Its only instance lends it the name, whatever nodename says; of several the one with the lowest port, where nodename is silent. */
function nameNode(settings: Settings, [first, ...others]: readonly Seat[], hostname: string): { readonly nodename: string; readonly nodeCluster: string } {
  const given = settings.get('nodename')
  const ownCluster = settings.get('node_cluster')
  const cluster = settings.get('node_id_from_pg') ? (first?.settings.get('pg_cluster') ?? '') : ''
  const seq = first?.settings.get('pg_seq')
  const nodeCluster = cluster !== '' && (ownCluster === '' || ownCluster === 'nodes') ? cluster : ownCluster
  if (cluster === '' || seq === undefined || (others.length > 0 && given)) return { nodename: given || hostname, nodeCluster }
  return { nodename: `${cluster}-${seq}`, nodeCluster }
}

function addressOf(host: InventoryHost, settings: Settings, sink: Sink): Address {
  const own = parseAddress(host.name)
  if (own !== undefined) return own
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(host.name))
    sink.report(codes['host-name'], host.at, `host \`${host.name}\` must be an IP address, or a name of letters, digits, hyphens and dots`)
  const node = settings.node('ansible_host')
  const given = node?.kind === 'scalar' ? parseAddress(node.text) : undefined
  if (given !== undefined) return given
  if (node === undefined) sink.report(codes['host-address'], host.at, `host ${host.name} is no IP address: name it by its address, or set ansible_host to it`)
  else sink.report(codes['host-address'], node.at, `ansible_host of ${host.name} must be an IP address`)
  return { family: 4, number: 0n, text: host.name }
}

/** Files know a machine by its address: two hosts with one address would be one machine with two of everything. */
export function reportAddressDoubles(hosts: readonly Host[], sink: Sink): void {
  const seen = new Map<string, Host>()
  for (const host of hosts) {
    const first = seen.get(host.address.text)
    if (first === undefined) seen.set(host.address.text, host)
    else
      sink.report(
        codes['host-address'],
        host.at,
        `${host.name} has the address ${host.address.text} of ${first.name}: each host needs its own, by its name or by ansible_host`,
        {
          related: [{ at: first.at, message: `host ${first.name}` }],
        },
      )
  }
}

/** The nodename is a label of every metric and a path of the portal: it stands for one machine. Two members with one name are reported as such. */
export function reportNameDoubles(hosts: readonly Host[], members: readonly Member[], sink: Sink): void {
  const seats = new Map<Host, Set<string>>()
  const isInstance = (host: Host): boolean => {
    if (seats.size === 0) for (const member of members) seats.set(member.host, (seats.get(member.host) ?? new Set()).add(member.name))
    return seats.get(host)?.has(host.nodename) === true
  }
  const seen = new Map<string, Host>()
  for (const host of hosts) {
    const first = seen.get(host.nodename)
    if (first === undefined) seen.set(host.nodename, host)
    else if (!isInstance(host) || !isInstance(first))
      sink.report(codes['host-name'], host.at, `${host.name} has the nodename ${host.nodename} of ${first.name}: each host needs its own`, {
        related: [{ at: first.at, message: `host ${first.name}` }],
      })
  }
}

/** One note for all machines whose size is an assumption. */
export function noteAssumptions(hosts: readonly Host[], sink: Sink): void {
  const assumed = hosts.filter((host) => host.hardware.assumed)
  const [first] = assumed
  if (first === undefined) return
  const names = listed(assumed.map(nameOf))
  sink.report(
    codes['facts-assumed'],
    first.at,
    `CPUs, memory or disk of ${names} are not known; 4 CPUs, 16384 MB and 40 GiB are assumed where nothing says otherwise`,
  )
}

const nameOf = (host: Host): string => host.name
