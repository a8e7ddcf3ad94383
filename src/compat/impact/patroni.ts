/** What a key of patroni.yml needs before it acts: its reload, a restart of Patroni, one of PostgreSQL, a hand, or it cannot change at all. */
export type PatroniNeed = 'reload' | 'restart' | 'postgres' | 'manual' | 'impossible'

/** What of patroni.yml acts how on a living member: the longest key counts. Source: Patroni's code of 3.0 and its documentation of reload; a test asks it. */
export const patroniKeys: Readonly<Record<string, readonly [need: PatroniNeed, reason: string]>> = {
  scope: ['impossible', 'the scope is the name of the cluster in etcd: with another one this is a member of another cluster'],
  name: ['impossible', 'the name is the member: with another one this is another member, and the slot and key of the old one stay'],
  namespace: ['manual', 'all members would look for the cluster at another place in etcd: stop all Patronis in maintenance mode, copy the keys, start them'],
  citus: ['restart', 'Patroni reads this section when it starts'],
  'citus.group': ['impossible', 'the group is the part of the distributed database that this cluster is: with another one it is another cluster'],
  log: ['reload', 'Patroni applies it to its log at once'],
  'log.dir': ['restart', 'a Patroni that writes a log file keeps its place until it ends'],
  restapi: ['reload', 'Patroni reads it again'],
  'restapi.listen': ['reload', 'Patroni closes the port of its REST API and opens the new one: HAProxy and monitoring must ask there from then on'],
  ...withPrefix('restapi', 'certfile keyfile cafile verify_client', [
    'reload',
    'Patroni opens its REST API again; where TLS comes or goes, checks of HAProxy and of monitoring fail until they do the same',
  ]),
  ctl: ['reload', 'patronictl reads it at every run, Patroni at its reload'],
  tags: ['reload', 'members see new tags at the next cycle of this one'],
  watchdog: ['reload', 'it acts with the next leader key; the device must be open to the user of Patroni'],
  etcd: ['restart', 'Patroni connects to etcd with it when it starts'],
  etcd3: ['restart', 'Patroni connects to etcd with it when it starts'],
  ...withPrefix('etcd', 'username password', ['reload', 'used for the next login: etcd must have it first']),
  ...withPrefix('etcd3', 'username password', ['reload', 'used for the next login: etcd must have it first']),
  'postgresql.bin_dir': ['restart', 'Patroni looks for the programs of the server when it starts; the server runs the old ones until it is restarted'],
  'postgresql.config_dir': ['restart', 'Patroni reads it when it starts'],
  'postgresql.pgpass': ['restart', 'Patroni reads it when it starts'],
  'postgresql.data_dir': [
    'manual',
    'another data directory is another server: without data there Patroni makes a new replica; to keep it, pause, stop Patroni and PostgreSQL, move the directory, start',
  ],
  'postgresql.listen': ['postgres', 'address and port are given to the server when it starts; pools, HAProxy and exporters must know the new port'],
  'postgresql.connect_address': ['reload', 'Patroni tells the other members; replicas of this one connect to it from then on'],
  'postgresql.use_unix_socket': ['reload', 'for the connections of Patroni itself'],
  'postgresql.authentication': ['reload', 'Patroni uses it for its next connections and changes no role of a living cluster: the role must have it first'],
  'postgresql.callbacks': ['reload', 'for the next event'],
  ...withPrefix('postgresql', 'use_pg_rewind remove_data_directory_on_rewind_failure remove_data_directory_on_diverged_timelines', [
    'reload',
    'for the next time that a former leader comes back',
  ]),
  ...withPrefix('postgresql', 'create_replica_methods basebackup pgbackrest', ['reload', 'for the next replica that is made']),
}

/** Settings of the server that Patroni ignores in the file of a member, since all members share them. Source: its documentation, "controlled by Patroni". */
export const clusterWideSettings: ReadonlySet<string> = new Set(
  `max_connections max_locks_per_transaction max_worker_processes max_prepared_transactions wal_level track_commit_timestamp max_wal_senders
  max_replication_slots wal_keep_segments wal_keep_size wal_log_hints hot_standby cluster_name listen_addresses port`.split(/\s+/),
)

/** Of these, what is no argument of the server's command line, so that postgresql.auto.conf may override it. Source: the same. */
export const notOnCommandLine: ReadonlySet<string> = new Set(['wal_keep_segments', 'wal_keep_size'])

/** The need of a key and why, by its longest known beginning. */
export function patroniNeed(path: readonly string[]): readonly [need: PatroniNeed, reason: string] | undefined {
  for (let length = path.length; length > 0; length--) {
    const key = path.slice(0, length).join('.')
    if (Object.hasOwn(patroniKeys, key)) return patroniKeys[key]
  }
  return undefined
}

function withPrefix(prefix: string, names: string, row: readonly [PatroniNeed, string]): Record<string, readonly [PatroniNeed, string]> {
  return Object.fromEntries(names.split(' ').map((name) => [`${prefix}.${name}`, row]))
}
