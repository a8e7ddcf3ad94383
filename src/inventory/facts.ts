import { type FactName, type Facts, factShapes } from '../catalog/facts.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Span } from '../source/span.js'
import type { Network } from '../syntax/address.js'
import type { Node, Plain } from '../syntax/node.js'
import { ansibleFacts, isAnsibleFacts } from './ansible-facts.js'
import { codes } from './codes.js'
import { coerce } from './coerce.js'
import { nearest } from './nearest.js'
import type { Settings } from './settings.js'

export const factNames = Object.keys(factShapes) as FactName[]

type Sheet = Map<string, Plain>

/** The facts of all facts files; a later file wins over an earlier one, a host's own entry over `*`. */
export class FactSheets {
  private readonly hosts = new Map<string, Sheet>()
  private readonly places = new Map<string, Span>()
  /** Cache files of one machine, which name no host, and the addresses of that machine. */
  private readonly machines: { readonly at: Span; readonly addresses: readonly string[] }[] = []
  /** Host or address -> address -> interface, from Ansible's facts. */
  private readonly interfaces = new Map<string, ReadonlyMap<string, string>>()
  /** Host or address -> all its addresses with their networks. */
  private readonly addresses = new Map<string, readonly Network[]>()

  constructor(
    readonly files: readonly Node[],
    private readonly sink: Sink,
  ) {
    for (const root of files) this.file(root)
  }

  /** The facts of one host: from the inventory's variables first, then from the files. */
  of(host: string, address: string, settings: Settings): Facts {
    const facts: Record<string, Plain> = {}
    for (const name of factNames) {
      const node = settings.node(name)
      const value = node === undefined ? this.stated(host, address, name) : this.read(name, node)
      if (value !== undefined && value !== '') facts[name] = value
    }
    return facts as Facts
  }

  /** Hosts of the files that the inventory does not have: a typing error, or a file for another deployment. */
  reportStrangers(known: ReadonlySet<string>): void {
    for (const [host, at] of this.places)
      if (host !== '*' && !known.has(host)) this.sink.report(codes['facts-unknown'], at, `the facts file names ${host}, which is no host of the inventory`)
    for (const { at, addresses } of this.machines)
      if (addresses.length > 0 && !addresses.some((address) => known.has(address)))
        this.sink.report(codes['facts-unknown'], at, `these Ansible facts are of a machine with ${addresses.join(', ')}, which no host of the inventory has`)
  }

  /** What the files say of a host, by its name or address. */
  stated(host: string, address: string, name: FactName): Plain | undefined {
    for (const key of [host, address, '*']) {
      const fact = this.hosts.get(key)?.get(name) ?? (name === 'node_interface' ? this.interfaces.get(key)?.get(address) : undefined)
      if (fact !== undefined) return fact
    }
    return undefined
  }

  /** All addresses of a host with their networks; undefined where no file lists every interface. */
  networks(host: string, address: string): readonly Network[] | undefined {
    return this.addresses.get(host) ?? this.addresses.get(address)
  }

  private file(root: Node): void {
    if (root.kind !== 'mapping') {
      this.sink.report(codes['facts-shape'], root.at, 'a facts file must be a map from host, or "*" for all, to its facts')
      return
    }
    if (isAnsibleFacts(root)) this.ansible(undefined, root)
    else
      for (const entry of root.entries.values()) {
        this.places.set(entry.name, entry.key.at)
        if (isAnsibleFacts(entry.value)) this.ansible(entry.name, entry.value)
        else this.plain(entry.name, entry.value)
      }
  }

  private plain(host: string, node: Node): void {
    if (node.kind !== 'mapping') {
      this.sink.report(codes['facts-shape'], node.at, `the facts of ${host} must be a map, as in \`{ node_cpu: 8, node_mem_mb: 32000 }\``)
      return
    }
    for (const entry of node.entries.values()) {
      if (!Object.hasOwn(factShapes, entry.name)) {
        const guess = nearest(entry.name, factNames)
        this.sink.report(
          codes['facts-unknown'],
          entry.key.at,
          `${entry.name} is no fact that anything reads${guess === undefined ? '' : `; did you mean ${guess}?`}`,
        )
        continue
      }
      const value = this.read(entry.name as FactName, entry.value)
      if (value !== undefined) this.state(host, entry.name, value)
    }
  }

  /** `host` is undefined for the cache file of a single host, which is known by the addresses it lists. */
  private ansible(host: string | undefined, node: Node): void {
    const { addresses, interfaces, networks, facts } = ansibleFacts(node)
    const names = host === undefined ? addresses : [host]
    if (host === undefined) this.machines.push({ at: node.at, addresses })
    if (names.length === 0) this.sink.report(codes['facts-shape'], node.at, 'these Ansible facts name no address: put them under the name of their host')
    for (const name of names) {
      this.interfaces.set(name, interfaces)
      if (networks !== undefined) this.addresses.set(name, networks)
      for (const [fact, value] of Object.entries(facts)) this.state(name, fact, value)
    }
  }

  private state(host: string, name: string, fact: Plain): void {
    const sheet = this.hosts.get(host) ?? new Map()
    this.hosts.set(host, sheet.set(name, fact))
  }

  private read(name: FactName, node: Node): Plain | undefined {
    const coerced = coerce(factShapes[name], node)
    if ('value' in coerced) return coerced.value
    this.sink.report(coerced.code, node.at, `${name} ${coerced.message}`)
    return undefined
  }
}
