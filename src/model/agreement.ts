import type { ParameterName } from '../catalog/catalog.js'
import type { Sink } from '../diagnostics/sink.js'
import { codes } from './codes.js'
import type { Member } from './context.js'

/** What all members of a cluster share, because one file, one key or one bootstrap speaks for all of them (KD-67). */
const shared: readonly ParameterName[] = [
  'pg_version',
  'pg_mode',
  'pg_shard',
  'pg_group',
  'pg_namespace',
  'pg_etcd_password',
  'pg_vip_enabled',
  'pg_vip_address',
  'pg_dns_suffix',
  'pg_dns_target',
  'pg_replication_username',
  'pg_replication_password',
  'pg_monitor_username',
  'pg_monitor_password',
  'pg_admin_username',
  'pg_admin_password',
  'pg_dbsu',
  'pg_dbsu_password',
  'patroni_username',
  'patroni_password',
  'pgbackrest_method',
  'pgbackrest_repo',
]

/** What all instances of a host share: one OS user owns their sockets and has one file of rights. */
const sharedByHost: readonly ParameterName[] = ['pg_dbsu', 'pg_dbsu_sudo']

/** Compares the instances of each host. Two releases or kernels also need programs of their own. */
export function reportHostDifferences(members: readonly Member[], sink: Sink): void {
  const first = new Map<string, Member>()
  for (const member of members) {
    const other = first.get(member.host.name)
    if (other === undefined) {
      first.set(member.host.name, member)
      continue
    }
    const report = (name: ParameterName, problem: string): void => {
      const [given, silent] = member.settings.isSet(name) ? [member, other] : [other, member]
      sink.report(codes['instances-differ'], given.settings.at(name), `${name} of ${member.name} and ${other.name} on ${member.host.name} ${problem}`, {
        related: [{ at: silent.settings.at(name), message: silent.name }],
      })
    }
    for (const name of sharedByHost)
      if (member.settings.peek(name) !== other.settings.peek(name)) report(name, 'must be the same: one OS user owns the sockets of all instances of a host')
    const kernel = (['pg_version', 'pg_mode'] as const).find((name) => member.settings.peek(name) !== other.settings.peek(name))
    if (kernel !== undefined && member.settings.peek('pg_bin_dir') === other.settings.peek('pg_bin_dir'))
      report(
        kernel,
        `differ, and pg_bin_dir is ${member.settings.peek('pg_bin_dir')} for both: give each the programs of its own release, as /usr/pgsql-18/bin`,
      )
  }
}

/** Compares every member with the first; names the parameter and the two hosts, never the values. */
export function reportDifferences(members: readonly Member[], sink: Sink): void {
  const [first, ...others] = members
  if (first === undefined) return
  for (const name of shared) {
    const odd = others.find((member) => !first.settings.agrees(name, member.settings))
    if (odd === undefined) continue
    const [given, other] = odd.settings.isSet(name) ? [odd, first] : [first, odd]
    sink.report(
      codes['cluster-differs'],
      given.settings.at(name),
      `${name} must be the same on all members of ${first.clusterName}, and ${given.host.name} and ${other.host.name} differ: set it in the vars of the cluster's group`,
      {
        related: [{ at: other.settings.at(name), message: `${other.host.name} has another value` }],
      },
    )
  }
}
