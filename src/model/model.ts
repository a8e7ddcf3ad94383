import type { Span } from '../source/span.js'
import type { Address, Network } from '../syntax/address.js'
import type { Backup } from './backup.js'
import type { Balancer } from './balancer.js'
import type { Database } from './database.js'
import type { Datasource } from './datasource.js'
import type { Dcs } from './dcs.js'
import type { DefaultPassword } from './default-password.js'
import type { Dns } from './dns.js'
import type { EtcdMember } from './etcd-member.js'
import type { Exporter, Exporters } from './exporters.js'
import type { Hardware } from './hardware.js'
import type { HbaRule } from './hba.js'
import type { Infra } from './infra.js'
import type { Layout } from './layout.js'
import type { Listener } from './listener.js'
import type { LogAgent, LogReading } from './logging.js'
import type { HostMonitoring, Monitoring } from './monitoring.js'
import type { NodeVip } from './node-vip.js'
import type { ObjectStore } from './object-store.js'
import type { OperatingSystem } from './operating-system.js'
import type { Patroni } from './patroni.js'
import type { HostPlatform } from './platform.js'
import type { Pool } from './pool.js'
import type { Postgres } from './postgres.js'
import type { Provisioning } from './provisioning.js'
import type { Rto } from './rto.js'
import type { ServerSetting } from './server-settings.js'
import type { PublishedService } from './service.js'
import type { Sodium } from './sodium.js'
import type { Storage } from './storage.js'
import type { Upstream } from './upstream.js'
import type { User } from './user.js'
import type { Vip } from './vip.js'

/** What an inventory describes, in the words of the field. Nothing in it changes once it is built. */
export interface Model {
  readonly site: Site
  /** Every host of the inventory, by address. */
  readonly hosts: readonly Host[]
  /** By name. */
  readonly clusters: readonly Cluster[]
  /** What every HAProxy offers: by cluster, host and place in the list of definitions. */
  readonly services: readonly PublishedService[]
  /** Every socket that a daemon of a host binds. Whoever holds on to this holds on to all variables. */
  readonly listenersOf: (host: Host) => readonly Listener[]
  readonly defaultPasswords: readonly DefaultPassword[]
  /** Object stores that the inventory also describes. */
  readonly stores: readonly ObjectStore[]
}

/** What files are made of. */
export type Described = Omit<Model, 'listenersOf'>

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
  /** All its addresses with their networks, where facts list every interface. */
  readonly networks?: readonly Network[]
  /** Where the inventory names it first. */
  readonly at: Span
  /** Its name in monitoring and in the statistics page of haproxy. */
  readonly nodename: string
  readonly nodeCluster: string
  /** Its HAProxy; absent where it has none. */
  readonly balancer?: Balancer
  /** What its files are made for. */
  readonly platform: HostPlatform
  readonly hardware: Hardware
  readonly monitoring: HostMonitoring
  /** The exporter of the machine itself; absent where it has none. */
  readonly exporter?: Exporter
  /** Absent where it has none. */
  readonly logAgent?: LogAgent
  /** OS user of its administrator, beside root. */
  readonly administrator?: string
  readonly vip?: NodeVip
  /** On members of group infra. */
  readonly infra?: Infra
  /** On hosts with an etcd_seq. */
  readonly etcd?: EtcdMember
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
  /** Where its files are and what its units are called. */
  readonly layout: Layout
  /** Whom it replicates from, where that is not simply the cluster's primary. */
  readonly upstream?: Upstream
  readonly postgres: Postgres
  readonly dcs: Dcs
  /** pg_default_roles: the roles that every cluster has. */
  readonly defaultRoles: readonly User[]
  /** pg_users. */
  readonly users: readonly User[]
  readonly databases: readonly Database[]
  readonly provisioning: Provisioning
  /** The active rules of pg_hba.conf; absent where Patroni is off and nothing writes that file. */
  readonly hba?: readonly HbaRule[]
  /** What its access rules call `intra`. */
  readonly intranet: readonly Network[]
  /** Its PgBouncer; absent where it has none. */
  readonly pool?: Pool
  readonly rto: Rto
  /** Absent where Patroni is off: then nothing here creates or tunes the server. */
  readonly patroni?: Patroni
  /** The settings of postgresql.auto.conf, by name. */
  readonly serverSettings: readonly ServerSetting[]
  /** Absent where pgBackRest is off. */
  readonly backup?: Backup
  readonly vip?: Vip
  /** Absent where the instance registers no names. */
  readonly dns?: Dns
  readonly monitoring: Monitoring
  readonly exporters: Exporters
  readonly os: OperatingSystem
  readonly sodium: Sodium
  readonly storage: Storage
  /** Absent where its host has no log agent. */
  readonly logs?: LogReading
  /** Its databases that Grafana knows: the built-in one first, then in the order of the inventory. */
  readonly datasources: readonly Datasource[]
}
