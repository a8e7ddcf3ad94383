import { defineCodes } from '../diagnostics/diagnostic.js'

/** Codes of what keeps a model from being built. What can be built and is still wrong is found by analysis/. */
export const codes = defineCodes({
  'host-address': { severity: 'error', summary: 'host that is no address and has none' },
  'admin-address': { severity: 'error', summary: 'admin_ip that is no address' },
  'facts-assumed': {
    severity: 'note',
    summary: 'size of a machine that nobody stated',
    hint: 'pass --facts, or set node_cpu, node_mem_mb and node_fs_bytes in the inventory',
  },
  'cluster-name': { severity: 'error', summary: 'cluster name that cannot be used' },
  'cluster-primary': { severity: 'error', summary: 'cluster without exactly one primary' },
  'cluster-differs': { severity: 'error', summary: 'members of one cluster that must agree and do not' },
  'instance-identity': { severity: 'error', summary: 'instance without a complete identity' },
  'instance-seq': { severity: 'error', summary: 'pg_seq that cannot be used' },
  'instance-role': { severity: 'error', summary: 'pg_role that does not exist' },
  'instance-upstream': { severity: 'error', summary: 'pg_upstream that cannot be followed' },
  'citus-identity': { severity: 'error', summary: 'Citus cluster without shard or group' },
  'etcd-missing': {
    severity: 'error',
    summary: 'PostgreSQL clusters without an etcd member',
    hint: 'list the etcd hosts in a group `etcd`, each with its etcd_seq',
  },
  'listen-address': { severity: 'error', summary: 'pg_listen that no daemon can bind' },
  'path-fixed': { severity: 'error', summary: 'path that other files take for granted' },
})
