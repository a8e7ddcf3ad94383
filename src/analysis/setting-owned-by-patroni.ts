import { defineCheck } from './check.js'

/** Settings that Patroni passes on the server's command line or keeps equal on all members. Source: Patroni's documentation of its dynamic configuration. */
const owned: ReadonlySet<string> = new Set([
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

export const settingOwnedByPatroni = defineCheck({
  code: 'setting-owned-by-patroni',
  severity: 'warning',
  summary: 'entry of pg_parameters that Patroni controls',
  hint: 'leave it out of pg_parameters; on a running cluster use patronictl edit-config',
  *run({ clusters }) {
    for (const { instances } of clusters)
      for (const { patroni, serverSettings } of instances)
        for (const { name, at } of patroni === undefined ? [] : serverSettings)
          if (owned.has(name.toLowerCase())) yield { at, message: `pg_parameters.${name} fights Patroni, which gives ${name} to the server itself` }
  },
})
