import { always, type OptionTable } from './option.js'

/** Keys of vip-manager's configuration. Source: its releases. */
export const vipManager: OptionTable = {
  ...always('interval trigger-key trigger-value ip netmask interface dcs-type dcs-endpoints retry-num retry-after verbose'),
  ...always('etcd-ca-file etcd-cert-file etcd-key-file etcd-user etcd-password'),
  'manager-type': { since: '1.0' },
  // Earlier ones read the v2 API and see nothing of what is written through v3.
  "etcd's v3 API": { since: '2.0' },
}
