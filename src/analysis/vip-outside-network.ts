import { contains } from '../syntax/address.js'
import { defineCheck } from './check.js'

/** A VIP is bound without a route of its own: whoever holds it should be in its network. */
export const vipOutsideNetwork = defineCheck({
  code: 'vip-outside-network',
  severity: 'warning',
  summary: 'VIP in another network than a host that may hold it',
  hint: 'check the address and the prefix length of pg_vip_address',
  *ofCluster({ name, instances }) {
    for (const { vip, host } of instances)
      if (vip !== undefined && !contains(vip, host.address))
        yield {
          at: vip.at,
          message: `${host.name} may hold the VIP of ${name} and is not in its network ${vip.address.text}/${vip.prefixLength}`,
          related: [{ at: host.at, message: `host ${host.name}` }],
        }
  },
})
