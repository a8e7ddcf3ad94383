import type { Span } from '../source/span.js'
import type { Address } from '../syntax/address.js'
import type { Dcs } from './dcs.js'
import type { Hardware } from './hardware.js'
import type { Postgres } from './postgres.js'
import type { Upstream } from './upstream.js'

/** What an inventory describes, in the words of the field. Nothing in it changes once it is built. */
export interface Model {
  readonly site: Site
  /** Every host of the inventory, by address. */
  readonly hosts: readonly Host[]
  /** By name. */
  readonly clusters: readonly Cluster[]
}

/** What all clusters share. */
export interface Site {
  readonly admin: Address
  /** Members of group `infra`, by address. */
  readonly infra: readonly Host[]
  /** Members of group `etcd`, else all hosts with etcd_seq, by the text of their address as the reference sorts them. */
  readonly etcd: readonly Host[]
}

/** One machine. */
export interface Host {
  /** inventory_hostname: the name of its folder in the output. */
  readonly name: string
  readonly address: Address
  /** Where the inventory names it first. */
  readonly at: Span
  /** Its name in monitoring and in the statistics page of haproxy. */
  readonly nodename: string
  readonly nodeCluster: string
  readonly hardware: Hardware
}

/** PostgreSQL instances that replicate from one primary. */
export interface Cluster {
  readonly name: string
  /** Where pg_cluster stands for its primary. */
  readonly at: Span
  readonly mode: string
  /** Citus: the name of the whole distributed database; else the cluster's own name. */
  readonly shard: string
  /** Citus: 0 is the coordinator; else 0. */
  readonly group: number
  /** By address. */
  readonly instances: readonly Instance[]
  readonly primary: Instance
}

export type Role = 'primary' | 'replica' | 'standby' | 'offline' | 'delayed'

/** One PostgreSQL server with what stands beside it. */
export interface Instance {
  /** `<cluster>-<seq>`: Patroni's member name. */
  readonly name: string
  readonly seq: number
  readonly role: Role
  readonly host: Host
  readonly cluster: Cluster
  /** Where its pg_seq stands. */
  readonly at: Span
  /** Whom it replicates from, where that is not simply the cluster's primary. */
  readonly upstream?: Upstream
  readonly postgres: Postgres
  readonly dcs: Dcs
}
