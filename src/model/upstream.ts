import { parseAddress } from '../syntax/address.js'
import { codes } from './codes.js'
import type { Context, Member } from './context.js'

/** Whom an instance replicates from, where that is not simply the cluster's primary. */
export type Upstream =
  /** The cluster is a standby cluster of this address; the instance is its leader. */
  | { readonly kind: 'cluster'; readonly host: string; readonly port: number }
  /** The instance follows this member of its own cluster. */
  | { readonly kind: 'member'; readonly name: string }

/** Reads pg_upstream: on the primary the address of a foreign server, elsewhere the address or name of another member (KD-04, KD-64). */
export function buildUpstream(context: Context): Upstream | undefined {
  const { settings, member, cluster, sink } = context
  const given = settings.get('pg_upstream')
  if (given === undefined || given === '') return undefined
  const at = settings.at('pg_upstream')
  if (member.role === 'primary') {
    if (find(cluster.members, given) !== undefined) {
      sink.report(
        codes['instance-upstream'],
        at,
        `${member.name} is the primary of its cluster: its pg_upstream must be a server of another cluster, and ${given} is a member of this one`,
      )
      return undefined
    }
    const known = context.membersAt(parseAddress(given)?.text ?? given)
    return {
      kind: 'cluster',
      host: given,
      port: (known.find(({ role }) => role === 'primary') ?? known[0])?.settings.get('pg_port') ?? settings.get('pg_port'),
    }
  }
  const target = find(cluster.members, given)
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

function find(members: readonly Member[], text: string): Member | undefined {
  const address = parseAddress(text)?.text ?? text
  return members.find((member) => member.host.address.text === address || member.host.name === text || member.name === text)
}

function names(members: readonly Member[], except: Member): string {
  return (
    members
      .filter((member) => member !== except)
      .map(({ name, host }) => `${name} at ${host.address.text}`)
      .join(', ') || 'it has no other'
  )
}

/** The members on the way back to `start`, where its upstreams lead there. */
function follow(start: Member, members: readonly Member[]): string[] | undefined {
  const way: Member[] = [start]
  for (;;) {
    const upstream = way.at(-1)?.settings.get('pg_upstream') || undefined
    const next = upstream === undefined || way.at(-1)?.role === 'primary' ? undefined : find(members, upstream)
    if (next === start) return way.map(({ name }) => name)
    if (next === undefined || way.includes(next)) return undefined
    way.push(next)
  }
}
