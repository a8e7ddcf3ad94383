import type { Cluster, Model } from '../model/model.js'
import { Remembered } from '../model/remembered.js'
import type { Span } from '../source/span.js'
import { defineCheck } from './check.js'

interface Name {
  /** The same for names that clients cannot tell apart. */
  readonly key: string
  readonly name: string
  readonly address: string
  readonly what: string
  readonly at: Span
}

/** One name with two addresses: the name service gives both in turn, and half of the clients go astray. */
export const dnsNameTwice = defineCheck({
  code: 'dns-name-twice',
  severity: 'warning',
  summary: 'DNS name with two addresses',
  hint: 'give each its own name; a cluster has its name from pg_cluster and pg_dns_suffix',
  *run(model) {
    const names = new Map<string, Name>()
    for (const record of [...ofParts(model), ...ofRecords(model)]) {
      const first = names.get(record.key)
      if (first === undefined) names.set(record.key, record)
      else if (first.address !== record.address)
        yield {
          at: record.at,
          message: `${record.name} is ${record.address} by ${record.what}, and ${first.address} by ${first.what}: clients would get either of them`,
          related: [{ at: first.at, message: first.what }],
        }
    }
  },
})

function nameOf(name: string, address: string, what: string, at: Span): Name {
  return { key: `${name.toLowerCase().replace(/\.$/, '')} ${address.includes(':') ? 'AAAA' : 'A'}`, name, address, what, at }
}

const known = new Remembered<readonly Name[]>()

function* ofCluster({ name, instances }: Cluster): Iterable<Name> {
  const dns = instances.find((instance) => instance.dns !== undefined)?.dns
  if (dns?.target !== undefined) yield nameOf(dns.name, dns.target.text, `the name of cluster ${name}`, dns.at)
  for (const { name: own, host, at, dns: registered } of instances)
    if (registered !== undefined) yield nameOf(own, host.address.text, `the name of instance ${own}`, at)
}

/** The names that the files of clusters, instances and node clusters register. */
function* ofParts({ clusters, hosts }: Model): Iterable<Name> {
  for (const cluster of clusters) yield* known.from(cluster, (own) => [...ofCluster(own)])
  const seen = new Set<string>()
  for (const { vip, nodeCluster } of hosts) {
    if (vip === undefined || seen.has(nodeCluster)) continue
    seen.add(nodeCluster)
    yield nameOf(vip.name, vip.address.text, `the name of node cluster ${nodeCluster}`, vip.at)
  }
}

/** Every infra node serves its own dns_records: only those of one node meet, and nodes mostly share one list. */
function* ofRecords({ site }: Model): Iterable<Name> {
  const seen = new Set<string>()
  for (const { infra } of site.infra)
    for (const { address, names, at } of infra?.records ?? [])
      for (const name of names) {
        const key = `${at.source.name} ${at.start} ${name}`
        if (!seen.has(key)) yield nameOf(name, address.text, 'dns_records', at)
        seen.add(key)
      }
}
