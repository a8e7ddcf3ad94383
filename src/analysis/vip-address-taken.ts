import type { Cluster, Model } from '../model/model.js'
import type { Span } from '../source/span.js'
import { defineCheck } from './check.js'

interface Owner {
  readonly address: string
  readonly what: string
  readonly at: Span
}

/** A VIP that is the address of something else: whoever connects meets either of them (KD-63). Two hosts with one address are reported as such. */
export const vipAddressTaken = defineCheck({
  code: 'vip-address-taken',
  severity: 'error',
  summary: 'VIP that somebody else has',
  hint: 'choose an address that nothing else uses',
  *run(model) {
    const vips = [...vipsOf(model)]
    const wanted = new Set(vips.map(({ address }) => address))
    const owners = new Map<string, Owner>()
    for (const { address, name, at } of model.hosts)
      if (wanted.has(address.text) && !owners.has(address.text)) owners.set(address.text, { address: address.text, what: `the address of host ${name}`, at })
    for (const { address, what, at } of vips) {
      const other = owners.get(address)
      if (other === undefined) owners.set(address, { address, what, at })
      else yield { at, message: `${address} is ${what}, and is ${other.what} already`, related: [{ at: other.at, message: other.what }] }
    }
  },
})

/** Every VIP with its owner, once, however many may hold it. */
function* vipsOf({ hosts, clusters }: Model): Iterable<Owner> {
  for (const cluster of clusters) {
    const vip = vipOf(cluster)
    if (vip !== undefined) yield { address: vip.address.text, what: `the VIP of cluster ${cluster.name}`, at: vip.at }
  }
  const nodeVips = new Set<string>()
  for (const { nodeCluster, vip } of hosts) {
    if (vip === undefined || nodeVips.has(nodeCluster)) continue
    nodeVips.add(nodeCluster)
    yield { address: vip.address.text, what: `the VIP of node cluster ${nodeCluster}`, at: vip.at }
  }
}

function vipOf({ instances }: Cluster) {
  return instances.find(({ vip }) => vip !== undefined)?.vip
}
