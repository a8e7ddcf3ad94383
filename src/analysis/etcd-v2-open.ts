import { defineCheck } from './check.js'

/** Users and roles of etcd's v3 API mean nothing to its v2 API, where everybody may write until users are made there too. */
export const etcdV2Open = defineCheck({
  code: 'etcd-v2-open',
  severity: 'warning',
  summary: "cluster that is led through etcd's v2 API, which has users of its own",
  hint: 'make user and role of the cluster with ETCDCTL_API=2 etcdctl, take the rights of the role guest, and then: auth enable; or install vip-manager 2.0 or later (Debian 13 and Ubuntu 24.04 package it as vip-manager2) and set vip_manager_version',
  *ofCluster({ name, instances }) {
    const found = instances.find(({ vip, dcs }) => vip !== undefined && dcs.api === 'etcd')
    if (found?.vip !== undefined)
      yield {
        at: found.vip.at,
        message: `the VIP of ${name} needs etcd's v2 API, whose users are others than those of v3: until they are made, whoever reaches port ${portOf(found.dcs.endpoints)} decides who leads`,
      }
  },
})

function portOf([endpoint = '']: readonly string[]): string {
  return endpoint.slice(endpoint.lastIndexOf(':') + 1)
}
