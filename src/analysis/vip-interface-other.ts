import { contains } from '../syntax/address.js'
import { defineCheck } from './check.js'

/** A VIP on another interface than the address of its host in the same network: it is not there at all, or answers go out on the wrong side. */
export const vipInterfaceOther = defineCheck({
  code: 'vip-interface-other',
  severity: 'warning',
  summary: 'VIP on another interface than the address of its host',
  hint: 'leave pg_vip_interface at auto, or correct node_interface',
  *ofCluster({ name, instances }) {
    for (const { vip, host } of instances) {
      const carrier = host.hardware.interface
      if (vip?.interfaceAt !== undefined && carrier !== undefined && vip.interface !== carrier && contains(vip, host.address))
        yield {
          at: vip.interfaceAt,
          message: `the VIP of ${name} would be on ${vip.interface} of ${host.name}, whose facts know its address in this network on ${carrier} only`,
          related: [{ at: host.at, message: `host ${host.name}` }],
        }
    }
  },
})
