import type { Facts } from '../catalog/facts.js'
import { type Network, parseAddress, parseNetwork } from '../syntax/address.js'
import { type Node, type Plain, toPlain } from '../syntax/node.js'

/** A map inside the facts. */
type Facet = { readonly [key: string]: Plain }

const isMap = (value: Plain | undefined): value is Facet => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a node is one host's facts as Ansible's setup module or its JSON cache writes them. */
export function isAnsibleFacts(node: Node): boolean {
  if (node.kind !== 'mapping') return false
  return node.entries.has('ansible_facts') || [...node.entries.keys()].some((key) => key.startsWith('ansible_'))
}

/**
 * Translates Ansible's facts. `addresses` are all addresses of the machine, by which a file without a host name finds its host;
 * `interfaces` says which interface carries which of them; `networks` has all addresses with their networks, and is undefined where the facts of an
 * interface are missing.
 */
export function ansibleFacts(node: Node): {
  addresses: string[]
  interfaces: ReadonlyMap<string, string>
  networks: readonly Network[] | undefined
  facts: Facts
} {
  const outer = toPlain(node) as Facet
  const inner = isMap(outer.ansible_facts) ? outer.ansible_facts : outer
  /** Inside `ansible_facts`, newer versions leave the prefix out. */
  const fact = (name: string): Plain | undefined => inner[`ansible_${name}`] ?? inner[name]
  const addresses = [...list(fact('all_ipv4_addresses')), ...list(fact('all_ipv6_addresses'))].filter((address) => typeof address === 'string')
  const facts = {
    node_cpu: positive(fact('processor_vcpus') ?? fact('processor_nproc')),
    node_mem_mb: positive(fact('memtotal_mb')),
    node_fs_bytes: diskOf(fact('mounts')),
    os_package: packaging(fact('os_family'), fact('pkg_mgr')),
    os_version: positive(fact('distribution_major_version')),
    node_hostname: text(fact('hostname')),
  }
  return {
    addresses,
    interfaces: interfacesOf(Object.values(inner)),
    networks: networksOf(list(fact('interfaces')), Object.values(inner)),
    facts: Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Facts,
  }
}

/** Every interface has a map of its own with `device` and its addresses; the default route's map says `interface` instead. */
function interfacesOf(values: readonly Plain[]): Map<string, string> {
  const interfaces = new Map<string, string>()
  for (const value of values.filter(isMap)) {
    const device = text(value.device) ?? text(value.interface)
    if (device === undefined) continue
    for (const address of [value, value.ipv4, ...list(value.ipv4_secondaries), ...list(value.ipv6)])
      if (isMap(address) && typeof address.address === 'string') interfaces.set(address.address, device)
  }
  return interfaces
}

function networksOf(names: readonly Plain[], values: readonly Plain[]): readonly Network[] | undefined {
  const networks: Network[] = []
  for (const name of names) {
    const facet = values.filter(isMap).find(({ device }) => device === name)
    if (facet === undefined) return undefined
    for (const each of [facet.ipv4, ...list(facet.ipv4_secondaries), ...list(facet.ipv6)].filter((value) => value !== undefined)) {
      const network = isMap(each) ? parseNetwork(`${each.address}/${each.prefix ?? lengthOf(each.netmask)}`) : undefined
      if (network === undefined) return undefined
      networks.push(network)
    }
  }
  return networks.length === 0 ? undefined : networks
}

/** Older facts have a netmask only. */
function lengthOf(netmask: Plain | undefined): number | undefined {
  const bits = typeof netmask === 'string' ? parseAddress(netmask)?.number.toString(2) : undefined
  return bits !== undefined && /^1{1,32}0*$/.test(bits) && bits.length === 32 ? bits.lastIndexOf('1') + 1 : undefined
}

function list(value: Plain | undefined): Plain[] {
  return Array.isArray(value) ? value : []
}

/** The file system of /data/postgres: the longest mount point above it, as the reference measures it. */
function diskOf(mounts: Plain | undefined): number | undefined {
  if (!Array.isArray(mounts)) return undefined
  const above = mounts.filter(isMap).filter((mount) => ['/data/postgres', '/data', '/'].includes(String(mount.mount)))
  above.sort((a, b) => String(b.mount).length - String(a.mount).length)
  return positive(above[0]?.size_total)
}

function packaging(family: Plain | undefined, manager: Plain | undefined): string | undefined {
  if (family === 'Debian' || manager === 'apt') return 'deb'
  if (family === 'RedHat' || manager === 'dnf' || manager === 'yum' || manager === 'dnf5') return 'rpm'
  return undefined
}

function positive(value: Plain | undefined): number | undefined {
  const number = typeof value === 'string' ? Number.parseInt(value, 10) : value
  return typeof number === 'number' && number > 0 ? number : undefined
}

function text(value: Plain | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
