import type { Sink } from '../diagnostics/sink.js'
import { codes } from './codes.js'
import type { Member, Membership } from './context.js'

/**
 * The cluster of these members. Where it has no primary, its first member stands in, so that the rest of what is wrong is found too; `incomplete`
 * says that a member or its role is missing because what the inventory says about it could not be read: that one may be the primary.
 */
export function buildMembership(name: string, members: readonly Member[], incomplete: boolean, sink: Sink): Membership | undefined {
  const [first] = members
  if (first === undefined) return undefined
  const [primary = first, ...others] = members.filter((member) => member.role === 'primary')
  if (primary.role !== 'primary' && !incomplete)
    sink.report(codes['cluster-primary'], first.settings.at('pg_cluster'), `cluster ${name} has no primary: give exactly one member \`pg_role: primary\``)
  for (const other of others)
    sink.report(
      codes['cluster-primary'],
      other.settings.at('pg_role'),
      `cluster ${name} has a second primary, ${other.host.name}: exactly one member is primary`,
      {
        related: [{ at: primary.settings.at('pg_role'), message: `the other is ${primary.host.name}` }],
      },
    )
  const mode = primary.settings.get('pg_mode')
  const shard = primary.settings.get('pg_shard') || name
  const group = primary.settings.get('pg_group') ?? 0
  if (isSharded({ mode }))
    for (const parameter of ['pg_shard', 'pg_group'] as const)
      if (!primary.settings.isSet(parameter))
        sink.report(
          codes['citus-identity'],
          primary.settings.at('pg_mode'),
          `cluster ${name} is ${mode} and needs ${parameter}: ${parameter === 'pg_shard' ? 'the name that all its clusters share' : '0 for the coordinator, another number for each worker cluster'}`,
        )
  return { name, mode, shard, group, members, primary }
}

function isSharded({ mode }: { readonly mode: string }): boolean {
  return mode === 'citus' || mode === 'gpsql'
}

/** Groups of one shard differ, and one of them is the coordinator, 0. */
export function checkShards(clusters: readonly Membership[], sink: Sink): void {
  const shards = new Map<string, Membership[]>()
  for (const cluster of clusters.filter(isSharded)) shards.set(cluster.shard, [...(shards.get(cluster.shard) ?? []), cluster])
  for (const [shard, members] of shards) {
    const groups = new Map<number, Membership>()
    for (const cluster of members) {
      const first = groups.get(cluster.group)
      if (first === undefined) groups.set(cluster.group, cluster)
      else
        sink.report(
          codes['citus-identity'],
          cluster.primary.settings.at('pg_group'),
          `clusters ${first.name} and ${cluster.name} of shard ${shard} have one pg_group, ${cluster.group}: each needs its own`,
          {
            related: [{ at: first.primary.settings.at('pg_group'), message: `cluster ${first.name}` }],
          },
        )
    }
    const [any] = members
    if (any !== undefined && !groups.has(0))
      sink.report(codes['citus-identity'], any.primary.settings.at('pg_group'), `shard ${shard} has no cluster with pg_group 0, its coordinator`)
  }
}

/** Members of every cluster of the same shard, by cluster name. */
export function shardMembers(clusters: readonly Membership[]): (cluster: Membership) => readonly Member[] {
  return (cluster) =>
    cluster.mode === 'citus'
      ? clusters.filter((other) => other.mode === 'citus' && other.shard === cluster.shard).flatMap((other) => other.members)
      : cluster.members
}
