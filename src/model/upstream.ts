import type { Span } from '../source/span.js'
import { parseAddress } from '../syntax/address.js'
import { codes } from './codes.js'
import type { Context, Neighbour } from './context.js'
import { isDnsName } from './dns.js'

/** Whom an instance replicates from, where that is not simply the cluster's primary. */
export type Upstream =
  /** The cluster is a standby cluster of this address; the instance is its leader. */
  | { readonly kind: 'cluster'; readonly host: string; readonly port: number /** Where pg_upstream stands. */; readonly at: Span }
  /** The instance follows this member of its own cluster. */
  | { readonly kind: 'member'; readonly name: string }

/** Reads pg_upstream: on the primary the address of a foreign server, elsewhere the address or name of another member (KD-04, KD-64). */
export function buildUpstream(context: Context): Upstream | undefined {
  const { settings, member, cluster, sink } = context
  const given = settings.get('pg_upstream')
  if (given === undefined || given === '') return undefined
  const at = settings.at('pg_upstream')
  if (member.role === 'primary') {
    if (find(cluster.members, given).length > 0) {
      sink.report(
        codes['instance-upstream'],
        at,
        `${member.name} is the primary of its cluster: its pg_upstream must be a server of another cluster, and ${given} is a member of this one`,
      )
      return undefined
    }
    if (parseAddress(given) === undefined && (!isDnsName(given.replaceAll('_', '-')) || /(^|\.)[0-9]+$/.test(given))) {
      sink.report(codes['instance-upstream'], at, `pg_upstream of ${member.name} must be the address or the name of a server, without a port, not ${given}`)
      return undefined
    }
    const known = context.membersAt(parseAddress(given)?.text ?? given)
    const several = known.length > 1 ? known.filter(({ role }) => role === 'primary') : known
    if (several.length > 1) reportSeveral(several, context)
    const source = several[0] ?? known[0]
    return { kind: 'cluster', host: source?.name === given ? source.host.address.text : given, port: (source?.settings ?? settings).get('pg_port'), at }
  }
  const targets = find(cluster.members, given)
  if (targets.length > 1) {
    reportSeveral(targets, context)
    return undefined
  }
  const [target] = targets
  if (target === undefined) {
    sink.report(
      codes['instance-upstream'],
      at,
      `pg_upstream of ${member.name} must be the address or the name of another member of ${cluster.name} (${names(cluster.members, member)}), not ${given}`,
    )
    return undefined
  }
  const circle = follow(member, cluster.members)
  if (circle !== undefined) {
    sink.report(
      codes['instance-upstream'],
      at,
      circle.length === 1 ? `pg_upstream of ${member.name} is the instance itself` : `pg_upstream goes in a circle: ${[...circle, member.name].join(' -> ')}`,
    )
    return undefined
  }
  return { kind: 'member', name: target.name }
}

/** The member with this name, or all on the host with this address or name: a host may have several. */
function find(members: readonly Neighbour[], text: string): readonly Neighbour[] {
  const address = parseAddress(text)?.text ?? text
  const named = members.filter(({ name }) => name === text)
  return named.length > 0 ? named : members.filter(({ host }) => host.address.text === address || host.name === text)
}

function reportSeveral(candidates: readonly Neighbour[], { settings, member, sink }: Context): void {
  sink.report(
    codes['instance-upstream'],
    settings.at('pg_upstream'),
    `pg_upstream of ${member.name} is a host with several instances: name one of ${candidates.map(({ name }) => name).join(', ')}`,
  )
}

function names(members: readonly Neighbour[], except: Neighbour): string {
  return (
    members
      .filter((member) => member !== except)
      .map(({ name, host }) => `${name} at ${host.address.text}`)
      .join(', ') || 'it has no other'
  )
}

/** The members on the way back to `start`, where its upstreams lead there. */
function follow(start: Neighbour, members: readonly Neighbour[]): string[] | undefined {
  const way: Neighbour[] = [start]
  for (;;) {
    const upstream = way.at(-1)?.settings.get('pg_upstream') || undefined
    const next = upstream === undefined || way.at(-1)?.role === 'primary' ? undefined : find(members, upstream)[0]
    if (next === start) return way.map(({ name }) => name)
    if (next === undefined || way.includes(next)) return undefined
    way.push(next)
  }
}
