import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import { compareAddresses } from '../syntax/address.js'
import { codes } from './codes.js'
import type { Member } from './context.js'
import { type Seat, withDirectories } from './instances.js'
import { besideOthers, ownHost } from './layout.js'
import type { Host, Role } from './model.js'

const roles: readonly Role[] = ['primary', 'replica', 'standby', 'offline', 'delayed']

/** Names that mean something else to the daemons around a cluster. */
const reserved: ReadonlyMap<string, string> = new Map([
  ['root', 'etcd has a superuser of that name'],
  ['default', 'the DNS records of the site are in a file of that name'],
])

/**
 * An instance of a host, with or without `others` beside it; undefined where what the inventory says about it is not enough. One whose role
 * cannot be read, which has been reported, counts as a replica and is `doubtful`: so the rest of what is wrong with its cluster is found too.
 */
export function buildMember(host: Host, seat: Seat, others: boolean, sink: Sink): { member: Member; doubtful: boolean } | undefined {
  const { settings } = seat
  const clusterName = settings.get('pg_cluster')
  if (clusterName === undefined) {
    sink.report(codes['instance-identity'], seat.at, `${seat.what} has no pg_cluster: name the cluster that it belongs to`)
    return undefined
  }
  const named = checkName(clusterName, settings, sink)
  const seq = readSeq(seat, sink)
  const role = readRole(seat, sink)
  if (!named || seq === undefined) return undefined
  const name = `${clusterName}-${seq}`
  const layout = others ? besideOthers(name) : ownHost
  const member = {
    name,
    clusterName,
    seq,
    role: role ?? 'replica',
    host,
    at: settings.at('pg_seq'),
    settings: others ? withDirectories(seat, layout, name) : settings,
    common: settings,
    layout,
    distance: seat.distance,
  }
  return { member, doubtful: role === undefined }
}

/** Members of one cluster, by name of the cluster, each by address. Reports what only a look at all members shows. */
export function groupMembers(members: readonly Member[], sink: Sink): ReadonlyMap<string, readonly Member[]> {
  const clusters = new Map<string, Member[]>()
  for (const member of members) {
    const cluster = clusters.get(member.clusterName)
    if (cluster === undefined) clusters.set(member.clusterName, [member])
    else cluster.push(member)
  }
  for (const cluster of clusters.values()) {
    cluster.sort((a, b) => compareAddresses(a.host.address, b.host.address) || a.seq - b.seq)
    reportDoubles(cluster, sink)
  }
  for (const member of members)
    for (const other of clusters.get(member.name) ?? [])
      sink.report(
        codes['cluster-name'],
        other.settings.at('pg_cluster'),
        `cluster ${member.name} has the name of instance ${member.name} of cluster ${member.clusterName}; their DNS records would be one file`,
        {
          related: [{ at: member.at, message: `instance ${member.name}` }],
        },
      )
  return new Map([...clusters].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function checkName(name: string, settings: Settings, sink: Sink): boolean {
  const at = settings.at('pg_cluster')
  const problem =
    name === ''
      ? 'pg_cluster is empty: give the cluster a name, or leave it out on a host without PostgreSQL'
      : reserved.has(name)
        ? `no cluster may be called ${name}: ${reserved.get(name)}`
        : name.startsWith('-') || name.endsWith('-')
          ? `cluster name ${name} must not begin or end with a hyphen, since it is a DNS label`
          : name.length > 63
            ? `cluster name ${name.slice(0, 40)}... has more than 63 characters, the most that a DNS label has`
            : undefined
  if (problem !== undefined) sink.report(codes['cluster-name'], at, problem)
  return problem === undefined
}

function readSeq({ what, at, settings }: Seat, sink: Sink): number | undefined {
  const node = settings.node('pg_seq')
  if (node === undefined) {
    sink.report(codes['instance-identity'], at, `${what} has a pg_cluster and no pg_seq: give it a number that is unique in the cluster`)
    return undefined
  }
  const seq = settings.get('pg_seq')
  if (seq === undefined || node.kind !== 'scalar') return undefined // no integer, which has been reported
  if (/^(0|[1-9][0-9]*)$/.test(node.text)) return seq
  sink.report(codes['instance-seq'], node.at, `pg_seq of ${what} must be decimal digits without a leading zero, not \`${node.text}\``)
  return undefined
}

function readRole({ what, at, settings }: Seat, sink: Sink): Role | undefined {
  if (settings.node('pg_role') === undefined) sink.report(codes['instance-identity'], at, `${what} has a pg_cluster and no pg_role: one of ${roles.join(', ')}`)
  const given = settings.get('pg_role')
  return roles.find((role) => role === given)
}

function reportDoubles(cluster: readonly Member[], sink: Sink): void {
  const seen = new Map<number, Member>()
  for (const member of cluster) {
    const first = seen.get(member.seq)
    if (first === undefined) seen.set(member.seq, member)
    else
      sink.report(
        codes['instance-seq'],
        member.at,
        `pg_seq ${member.seq} of ${member.host.name} is taken in cluster ${member.clusterName}: each member needs its own`,
        {
          related: [{ at: first.at, message: `also ${first.host.name}` }],
        },
      )
  }
}
