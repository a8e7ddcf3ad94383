import { always, existsIn, type OptionTable } from './option.js'
import { isOfSomeBuilds, settingReleases } from './settings/settings.js'

/**
 * Keys of patroni.yml, joined with dots; settings of the server and options of initdb are no keys of Patroni. Source: its release notes and documentation.
 */
export const patroni: OptionTable = {
  ...always('scope namespace name log restapi ctl tags watchdog bootstrap postgresql'),
  ...always('level dir file_size file_num dateformat format', 'log.'),
  ...always('listen connect_address authentication authentication.username authentication.password certfile keyfile cafile verify_client', 'restapi.'),
  'restapi.allowlist': { since: '2.1.0' },
  ...always('insecure cacert certfile keyfile', 'ctl.'),
  ...always('nofailover noloadbalance nosync clonefrom replicatefrom', 'tags.'),
  // Patroni passes tags on that it does not know.
  ...always('version spec conf', 'tags.'),
  ...always('mode device safety_margin', 'watchdog.'),
  etcd3: { since: '2.0.0' },
  ...always('hosts protocol cacert cert key username password', 'etcd3.'),
  etcd: {},
  ...always('hosts protocol cacert cert key username password', 'etcd.'),
  citus: { since: '3.0.0' },
  ...always('group database', 'citus.'),
  ...always('method initdb pg_hba dcs dcs.postgresql', 'bootstrap.'),
  // Its check of the file wants one; Patroni runs without.
  'file without bootstrap.pg_hba': { since: '3.0.3' },
  ...always('ttl loop_wait retry_timeout maximum_lag_on_failover synchronous_mode synchronous_mode_strict', 'bootstrap.dcs.'),
  // The keys pg_* are for people; Patroni keeps them and does nothing with them.
  ...always('pg_version pg_cluster pg_shard pg_group', 'bootstrap.dcs.'),
  'bootstrap.dcs.maximum_lag_on_syncnode': { since: '2.0.2' },
  'bootstrap.dcs.primary_start_timeout': { since: '3.0.0' },
  'bootstrap.dcs.primary_stop_timeout': { since: '3.0.0' },
  'bootstrap.dcs.failsafe_mode': { since: '3.0.0' },
  ...always('standby_cluster standby_cluster.host standby_cluster.port standby_cluster.recovery_min_apply_delay', 'bootstrap.dcs.'),
  'bootstrap.dcs.standby_cluster.create_replica_methods': {},
  ...always('parameters use_slots use_pg_rewind remove_data_directory_on_rewind_failure', 'bootstrap.dcs.postgresql.'),
  ...always('bin_dir data_dir config_dir pgpass listen connect_address use_unix_socket parameters authentication callbacks', 'postgresql.'),
  ...always('superuser superuser.username superuser.password replication replication.username replication.password', 'postgresql.authentication.'),
  ...always('rewind rewind.username rewind.password', 'postgresql.authentication.'),
  ...always('on_start on_stop on_reload on_restart on_role_change', 'postgresql.callbacks.'),
  ...always('use_pg_rewind remove_data_directory_on_rewind_failure remove_data_directory_on_diverged_timelines create_replica_methods', 'postgresql.'),
  ...always('basebackup basebackup.max-rate basebackup.checkpoint', 'postgresql.'),
  ...always('pgbackrest pgbackrest.command pgbackrest.keep_data pgbackrest.no_params', 'postgresql.'),
  'postgresql.pgbackrest.no_leader': { since: '3.0.0' },
}

/** From here on it asks the server for settings that its own table lacks; before, they are lost with a line in its log at every start. */
export const asksTheServer = { since: '4.0.3' }

/** The first version whose own table has the settings of a release of PostgreSQL. Source: its release notes. */
const tableSince: Readonly<Record<number, string>> = { 16: '3.0.3', 17: '4.0.0', 18: '4.0.7' }

/** Whether this version of Patroni hands a setting to the server. A setting of minor releases or of newer majors may be missing in its table. */
export function passesSetting(name: string, version: string): boolean {
  if (existsIn(version, asksTheServer)) return true
  const releases = settingReleases(name)
  if (releases === undefined) return true
  const release = releases.since ?? 0
  const since = tableSince[release]
  return !isOfSomeBuilds(name) && (since === undefined ? release < 16 : existsIn(version, { since }))
}
