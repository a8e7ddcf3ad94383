import type { Host } from '../model/model.js'
import { defineCheck } from './check.js'

/** The hosts of a node cluster move one address among them, and one file of records names it. */
export const nodeVipDiffers = defineCheck({
  code: 'node-vip-differs',
  severity: 'error',
  summary: 'hosts of one node cluster with different VIPs',
  hint: 'set vip_address in the vars of the group',
  *run({ hosts }) {
    const first = new Map<string, Host>()
    for (const host of hosts) {
      if (host.vip === undefined) continue
      const other = first.get(host.nodeCluster)
      if (other?.vip === undefined) first.set(host.nodeCluster, host)
      else if (other.vip.address.text !== host.vip.address.text || other.vip.name !== host.vip.name)
        yield {
          at: host.vip.at,
          message: `node cluster ${host.nodeCluster} has one VIP and one name for it, and ${host.name} (${host.vip.address.text}, ${host.vip.name}) differs from ${other.name} (${other.vip.address.text}, ${other.vip.name})`,
          related: [{ at: other.vip.at, message: `the VIP of ${other.name}` }],
        }
    }
  },
})
