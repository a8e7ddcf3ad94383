import { type Rules, sized } from './rule.js'

/** Connections, replication and encryption. Source of all rules: the parameter tables of the reference. */
export const connectionRules: Rules = {
  max_connections: sized('connections'),
  superuser_reserved_connections: 10,
  max_locks_per_transaction: sized('locksPerTransaction'),
  max_prepared_transactions: sized('preparedTransactions'),
  track_commit_timestamp: 'on',
  wal_level: 'logical',
  // Only minor releases of 2026 and later know it; Patroni drops it on others with a warning (KD-69).
  output_plugin_libraries: 'pgoutput, test_decoding, wal2json',
  wal_log_hints: 'on',
  wal_compression: 'lz4',
  max_worker_processes: sized('workers', '', 8),
  max_wal_senders: 50,
  max_replication_slots: 50,
  password_encryption: ({ passwordEncryption }) => passwordEncryption,
  ssl: 'on',
  ssl_cert_file: '/pg/cert/server.crt',
  ssl_key_file: '/pg/cert/server.key',
  ssl_ca_file: '/pg/cert/ca.crt',
}
