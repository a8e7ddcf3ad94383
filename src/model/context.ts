import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import type { Layout } from './layout.js'
import type { Host, Role, Site } from './model.js'

/** An instance before its parts are built: who it is, and the variables that act on it. */
export interface Member {
  readonly name: string
  readonly clusterName: string
  readonly seq: number
  readonly role: Role
  readonly host: Host
  readonly at: Span
  readonly settings: Settings
  /** The same without the directories of its own that a member beside others has: what it shares with members that have their host alone. */
  readonly common: Settings
  readonly layout: Layout
  /** How far its ports are from the usual ones. */
  readonly distance: number
}

/** The cluster of a member, before its instances are built. */
export interface Membership {
  readonly name: string
  readonly mode: string
  readonly shard: string
  readonly group: number
  /** By address. */
  readonly members: readonly Member[]
  readonly primary: Member
}

/** What the builder of one part of an instance may look at. */
export interface Context {
  readonly site: Site
  readonly cluster: Membership
  readonly member: Member
  /** Members of every cluster of the shard, by address; the cluster's own where it is not Citus. */
  readonly shardMembers: readonly Member[]
  /** Every instance of the inventory whose host has this address, or the one with this name. */
  readonly membersAt: (addressOrName: string) => readonly Member[]
  readonly settings: Settings
  readonly sink: Sink
}
