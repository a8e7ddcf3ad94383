import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import { codes } from './codes.js'
import { readPath } from './path.js'
import type { Placed } from './placed.js'

/** A host as a member of etcd. */
export interface EtcdMember {
  readonly clusterName: string
  /** `<cluster>-<seq>`. */
  readonly name: string
  /** Of clients, and of metrics. */
  readonly port: number
  readonly peerPort: number
  readonly dataDirectory: string
  /** Whether the members found the cluster, or this one joins a running one. */
  readonly init: 'new' | 'existing'
  /** Milliseconds, both. */
  readonly electionTimeout: number
  readonly heartbeatInterval: number
  readonly rootPassword: string
  /** Where etcd_seq stands. */
  readonly at: Span
}

/** `groups` are those of the host: one in group etcd must have a number. */
export function buildEtcdMember(name: string, place: Span, groups: ReadonlySet<string>, settings: Settings, sink: Sink): EtcdMember | undefined {
  const seq = settings.get('etcd_seq')
  if (seq === undefined) {
    if (groups.has('etcd'))
      sink.report(codes['etcd-identity'], place, `host ${name} is in group etcd and has no etcd_seq: give it a number that no other member has`)
    return undefined
  }
  const clusterName = settings.get('etcd_cluster')
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(clusterName))
    sink.report(codes['etcd-identity'], settings.at('etcd_cluster'), `etcd_cluster must have letters, digits and - _ . only, not \`${clusterName}\``)
  else if (!groups.has(clusterName))
    sink.report(
      codes['etcd-identity'],
      settings.at(settings.isSet('etcd_cluster') ? 'etcd_cluster' : 'etcd_seq'),
      `etcd_cluster of ${name} is ${clusterName}, and the host is in no group of that name: the cluster is called like the group of its members`,
    )
  reportTimeouts(settings, sink)
  return {
    clusterName,
    name: `${clusterName}-${seq}`,
    port: settings.get('etcd_port'),
    peerPort: settings.get('etcd_peer_port'),
    dataDirectory: readPath('etcd_data', settings, sink),
    init: settings.get('etcd_init') === 'existing' ? 'existing' : 'new',
    electionTimeout: settings.get('etcd_election_timeout'),
    heartbeatInterval: settings.get('etcd_heartbeat_interval'),
    rootPassword: settings.get('etcd_root_password'),
    at: settings.at('etcd_seq'),
  }
}

/** etcd refuses to start with these: its own rule is five heartbeats to one election. */
function reportTimeouts(settings: Settings, sink: Sink): void {
  const [election, heartbeat] = [settings.get('etcd_election_timeout'), settings.get('etcd_heartbeat_interval')]
  if (heartbeat < 1)
    sink.report(codes['etcd-timeout'], settings.at('etcd_heartbeat_interval'), `etcd_heartbeat_interval must be at least 1 ms, not ${heartbeat}`)
  else if (election < 5 * heartbeat)
    sink.report(
      codes['etcd-timeout'],
      settings.at(settings.isSet('etcd_election_timeout') ? 'etcd_election_timeout' : 'etcd_heartbeat_interval'),
      `etcd_election_timeout must be at least 5 times etcd_heartbeat_interval, and ${election} ms is less than 5 times ${heartbeat} ms`,
      { related: [{ at: settings.at('etcd_heartbeat_interval'), message: 'the heartbeat' }] },
    )
}

/** Every member and client reaches all members on one port, so that members differ in their address only. */
export function reportPortDifferences(members: readonly Placed[], sink: Sink): void {
  const [first, ...others] = members
  if (first === undefined) return
  for (const name of ['etcd_port', 'etcd_peer_port'] as const) {
    const odd = others.find(({ settings }) => settings.get(name) !== first.settings.get(name))
    if (odd === undefined) continue
    const [given, other] = odd.settings.isSet(name) ? [odd, first] : [first, odd]
    sink.report(
      codes['etcd-ports'],
      given.settings.at(name),
      `${name} is ${given.settings.get(name)} on ${given.host.name} and ${other.settings.get(name)} on ${other.host.name}: all members of etcd need the same`,
      { related: [{ at: other.settings.at(name), message: `the one of ${other.host.name}` }] },
    )
  }
}
