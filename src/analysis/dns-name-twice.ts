import type { Model } from '../model/model.js'
import type { Span } from '../source/span.js'
import { defineCheck } from './check.js'

interface Name {
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
      const key = `${record.name.toLowerCase().replace(/\.$/, '')} ${record.address.includes(':') ? 'AAAA' : 'A'}`
      const first = names.get(key)
      if (first === undefined) names.set(key, record)
      else if (first.address !== record.address)
        yield {
          at: record.at,
          message: `${record.name} is ${record.address} by ${record.what}, and ${first.address} by ${first.what}: clients would get either of them`,
          related: [{ at: first.at, message: first.what }],
        }
    }
  },
})

/** The names that the files of clusters, instances and node clusters register. */
function* ofParts({ clusters, hosts }: Model): Iterable<Name> {
  for (const cluster of clusters) {
    const dns = cluster.instances.find((instance) => instance.dns !== undefined)?.dns
    if (dns?.target !== undefined) yield { name: dns.name, address: dns.target.text, what: `the name of cluster ${cluster.name}`, at: dns.at }
    for (const { name, host, at, dns: own } of cluster.instances)
      if (own !== undefined) yield { name, address: host.address.text, what: `the name of instance ${name}`, at }
  }
  const seen = new Set<string>()
  for (const { vip, nodeCluster } of hosts) {
    if (vip === undefined || seen.has(nodeCluster)) continue
    seen.add(nodeCluster)
    yield { name: vip.name, address: vip.address.text, what: `the name of node cluster ${nodeCluster}`, at: vip.at }
  }
}

/** Every infra node serves its own dns_records: only those of one node meet, and nodes mostly share one list. */
function* ofRecords({ site }: Model): Iterable<Name> {
  const seen = new Set<string>()
  for (const { infra } of site.infra)
    for (const { address, names, at } of infra?.records ?? [])
      for (const name of names) {
        const key = `${at} ${name}`
        if (!seen.has(key)) yield { name, address: address.text, what: 'dns_records', at }
        seen.add(key)
      }
}
