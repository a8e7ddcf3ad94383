import { defineCheck } from './check.js'

/** Two members of one cluster on one host, with a VIP: the vip-manager of the one takes away what that of the other has bound. */
export const vipMembersTogether = defineCheck({
  code: 'vip-members-together',
  severity: 'error',
  summary: 'VIP of a cluster that has two members on one host',
  hint: 'place the members on different hosts, or do without the VIP',
  *ofCluster({ name, instances }) {
    const first = new Map<string, string>()
    for (const instance of instances) {
      const { host, vip } = instance
      const other = first.get(host.name)
      if (other === undefined) first.set(host.name, instance.name)
      else if (vip !== undefined)
        yield {
          at: vip.at,
          message: `${other} and ${instance.name} of cluster ${name} are both on ${host.name}: the one that does not lead would take the VIP ${vip.address.text} from the other`,
        }
    }
  },
})
