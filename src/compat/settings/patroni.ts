/** Settings that Patroni passes on the server's command line or keeps equal on all members. Source: Patroni's documentation of its dynamic configuration. */
export const patroniSettings: ReadonlySet<string> = new Set([
  'listen_addresses',
  'port',
  'cluster_name',
  'hot_standby',
  'wal_level',
  'max_connections',
  'max_wal_senders',
  'max_worker_processes',
  'max_prepared_transactions',
  'max_locks_per_transaction',
  'track_commit_timestamp',
  'max_replication_slots',
  'wal_log_hints',
])
