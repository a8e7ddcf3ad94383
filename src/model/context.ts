import type { Platform } from '../compat/platforms.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import type { Hardware } from './hardware.js'
import type { Layout } from './layout.js'
import type { Identity } from './made.js'
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

/** What parts may know of a machine; `Context.hardware` is that of their own. */
export type Machine = Pick<Host, 'name' | 'address' | 'platform'>

/** What parts may know of what all clusters share. */
export interface Central {
  readonly admin: Site['admin']
  readonly infra: readonly Machine[]
  readonly etcd: readonly (Machine & Pick<Host, 'etcd'>)[]
}

/** A member as parts see it. */
export interface Neighbour extends Omit<Member, 'host'> {
  readonly host: Machine
}

/** What the builder of one part of an instance may look at. */
export interface Context {
  readonly site: Central
  readonly cluster: Omit<Membership, 'members' | 'primary'> & { readonly members: readonly Neighbour[]; readonly primary: Neighbour }
  /** pg_mode of the cluster. */
  readonly mode: string
  readonly member: Neighbour
  /** Two things about the member, for who needs to know no more of it. */
  readonly role: Role
  readonly layout: Layout
  readonly hardware: Hardware
  /** What its files are made for. */
  readonly platform: Platform
  /** Members of every cluster of the shard, by address; the cluster's own where it is not Citus. */
  readonly shardMembers: readonly Neighbour[]
  /** Every instance of the inventory whose host has this address, or the one with this name. */
  readonly membersAt: (addressOrName: string) => readonly Member[]
  readonly settings: Settings
  /** The same as of `Member`. */
  readonly common: Settings
  readonly sink: Sink
  /** For `Parts`: who stands around. */
  readonly identity: Identity
}
