import { defineCheck } from './check.js'

/** vip-manager takes an error of etcd for the loss of the lead; Patroni's failsafe mode does not help it (KD-84). */
export const vipNeedsEtcd = defineCheck({
  code: 'vip-needs-etcd',
  severity: 'note',
  summary: 'VIP that goes away while etcd does',
  hint: 'clients that must get through an outage of etcd need a way without the VIP, such as all hosts in their connection string',
  *ofCluster({ name, instances }) {
    const vip = instances.find((instance) => instance.vip !== undefined)?.vip
    if (vip !== undefined)
      yield { at: vip.at, message: `while etcd cannot be reached, ${name} keeps its primary in failsafe mode and loses its VIP ${vip.address.text} at once` }
  },
})
