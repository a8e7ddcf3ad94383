import { listed } from '../source/listed.js'
import { defineCheck } from './check.js'

/** vip-manager takes an error of etcd for the loss of the lead; Patroni's failsafe mode does not help it (KD-84). One note for all clusters: it is so for each. */
export const vipNeedsEtcd = defineCheck({
  code: 'vip-needs-etcd',
  severity: 'note',
  summary: 'VIP that goes away while etcd does',
  hint: 'clients that must get through an outage of etcd need a way without the VIP, such as all hosts in their connection string',
  *run({ clusters }) {
    const found = clusters.flatMap(({ name, instances }) => {
      const vip = instances.find((instance) => instance.vip !== undefined)?.vip
      return vip === undefined ? [] : [{ name, vip }]
    })
    const [first, ...others] = found
    if (first === undefined) return
    const { at, address } = first.vip
    const what =
      others.length === 0
        ? `${first.name} keeps its primary in failsafe mode and loses its VIP ${address.text} at once`
        : `${listed(found.map(({ name }) => name))} keep their primaries in failsafe mode and lose their VIPs at once`
    yield { at, message: `while etcd cannot be reached, ${what}` }
  },
})
