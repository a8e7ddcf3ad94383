import type { Sink } from '../diagnostics/sink.js'
import { type Entry, toPlain } from '../syntax/node.js'
import { codes } from './codes.js'
import type { Layer } from './precedence.js'
import type { Definition, Settings } from './settings.js'

/** Variables that say what a host is. Two answers to that are a mistake, even where Ansible takes one of them in silence (KD-74). */
const identities: readonly string[] = ['pg_cluster', 'pg_shard', 'pg_group', 'etcd_cluster', 'node_cluster']

/** A variable of a host that has two answers, the one that counts and another. */
export interface Ambiguity {
  readonly name: string
  readonly taken: Definition
  readonly left: Definition
}

/**
 * Identity variables whose value comes from one of several groups of one depth and priority, of which only the alphabet takes the last, or from one of
 * several places that describe one host or group in one file, of which the last counts.
 */
export function ambiguities(settings: Settings): readonly Ambiguity[] {
  return identities.flatMap((name) => {
    const [taken, ...others] = settings.definitions(name)
    const left = others.find((other) => taken !== undefined && rivals(taken, other))
    return taken === undefined || left === undefined ? [] : [{ name, taken, left }]
  })
}

/** Warns of them, once for all hosts that have the same. */
export function reportAmbiguities(hosts: readonly { readonly name: string; readonly ambiguities: readonly Ambiguity[] }[], sink: Sink): void {
  const found = new Map<Entry, (Ambiguity & { readonly hosts: string[] })[]>()
  for (const { name: host, ambiguities: own } of hosts)
    for (const { name, taken, left } of own) {
      const known = found.get(taken.entry) ?? []
      found.set(taken.entry, known)
      const same = known.find((ambiguity) => ambiguity.left.entry === left.entry)
      if (same === undefined) known.push({ name, taken, left, hosts: [host] })
      else same.hosts.push(host)
    }
  for (const { name, taken, left, hosts: those } of [...found.values()].flat())
    sink.report(codes['identity-ambiguous'], taken.entry.value.at, message(name, taken, left, those), {
      related: [{ at: left.entry.value.at, message: `the other value, from ${place(left.layer)}` }],
    })
}

/** A later file may well replace what an earlier one says: that is what a second inventory is for. */
function rivals(taken: Definition, other: Definition): boolean {
  const level = taken.layer === other.layer ? taken.entry.key.at.source === other.entry.key.at.source : isPeer(taken.layer, other.layer)
  return level && shown(taken) !== shown(other)
}

function isPeer(a: Layer, b: Layer): boolean {
  return a.rank !== undefined && a.rank === b.rank
}

function shown({ entry }: Definition): string {
  return JSON.stringify(toPlain(entry.value))
}

function message(name: string, taken: Definition, left: Definition, [first, ...more]: readonly string[]): string {
  const reason =
    taken.layer === left.layer ? `${place(taken.layer)} has it twice and the last one counts` : 'both groups are equally near and the later name wins'
  const whom = more.length === 0 ? first : `${first} and ${more.length} more`
  return `${name} of ${whom} is ${shown(taken)} from ${place(taken.layer)} and not ${shown(left)} from ${place(left.layer)}, only because ${reason}`
}

function place({ kind, name }: Layer): string {
  return `${kind} ${name}`
}
