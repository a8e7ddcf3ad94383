import type { Host } from '../model/model.js'
import { defineCheck } from './check.js'

/** In one network segment keepalived takes announcements of the same number for those of a peer: one of two clusters then gives its address up. */
export const nodeVipRouterId = defineCheck({
  code: 'node-vip-router-id',
  severity: 'warning',
  summary: 'two node clusters with one VRRP router id',
  hint: 'give each node cluster of a network segment a vip_vrid of its own, from 1 to 254',
  *run({ hosts }) {
    const first = new Map<number, Host>()
    const told = new Set<string>()
    for (const host of hosts) {
      if (host.vip === undefined) continue
      const { routerId, routerIdAt, address } = host.vip
      const other = first.get(routerId)
      if (other?.vip === undefined) first.set(routerId, host)
      else if (other.nodeCluster !== host.nodeCluster && !told.has(host.nodeCluster) && other.vip.address.family === address.family) {
        told.add(host.nodeCluster)
        yield {
          at: routerIdAt,
          message: `node clusters ${other.nodeCluster} and ${host.nodeCluster} both have router id ${routerId}: in one network segment keepalived takes them for peers, and only one of ${other.vip.address.text} and ${address.text} is up`,
          related: [{ at: other.vip.routerIdAt, message: `router id of ${other.nodeCluster}` }],
        }
      }
    }
  },
})
