import { type Collector, counter, gauge, label } from './collector.js'

const conflictColumns = [
  label('datname', 'Database'),
  counter('tablespace', 'Queries cancelled because a tablespace was dropped'),
  counter('lock', 'Queries cancelled because the primary held an exclusive lock'),
  counter('snapshot', 'Queries cancelled because rows that they could see were removed'),
  counter('bufferpin', 'Queries cancelled because they held a buffer'),
  counter('deadlock', 'Queries cancelled because of a deadlock with replay'),
]

/** What each database does, holds, and how far it is from wraparound. */
export const databases: readonly Collector[] = [
  {
    key: 'pg_database',
    name: 'pg_database',
    description: 'Transactions, tuples, blocks, temporary files, deadlocks and checksum failures of each database',
    pace: 'fast',
    scope: 'server',
    since: 130000,
    query: `
SELECT coalesce(datname, '<shared>') AS datname,
       numbackends, xact_commit, xact_rollback, blks_read, blks_hit,
       tup_returned, tup_fetched, tup_inserted, tup_updated, tup_deleted,
       conflicts, temp_files, temp_bytes, deadlocks,
       coalesce(checksum_failures, 0) AS checksum_failures,
       blk_read_time, blk_write_time
FROM pg_stat_database`,
    columns: [
      label('datname', 'Database; <shared> are the catalogs that all of them share'),
      gauge('numbackends', 'Processes that are connected'),
      counter('xact_commit', 'Transactions committed'),
      counter('xact_rollback', 'Transactions rolled back'),
      counter('blks_read', 'Blocks that were not in the buffer cache'),
      counter('blks_hit', 'Blocks that were in the buffer cache'),
      counter('tup_returned', 'Rows read by scans'),
      counter('tup_fetched', 'Rows fetched by index scans'),
      counter('tup_inserted', 'Rows inserted'),
      counter('tup_updated', 'Rows updated'),
      counter('tup_deleted', 'Rows deleted'),
      counter('conflicts', 'Queries cancelled because of replay; only on a standby'),
      counter('temp_files', 'Temporary files that queries wrote'),
      counter('temp_bytes', 'Bytes written to them'),
      counter('deadlocks', 'Deadlocks found'),
      counter('checksum_failures', 'Pages whose checksum was wrong'),
      counter('blk_read_time', 'Seconds spent reading blocks; 0 unless track_io_timing is on', 0.001),
      counter('blk_write_time', 'Seconds spent writing blocks; 0 unless track_io_timing is on', 0.001),
    ],
  },
  {
    key: 'pg_database_session',
    name: 'pg_database_session',
    description: 'How sessions of each database spent their time and ended',
    pace: 'norm',
    scope: 'server',
    since: 140000,
    query: `
SELECT datname, session_time, active_time, idle_in_transaction_time, sessions, sessions_abandoned, sessions_fatal, sessions_killed
FROM pg_stat_database
WHERE datname IS NOT NULL`,
    columns: [
      label('datname', 'Database'),
      counter('session_time', 'Seconds that sessions lasted', 0.001),
      counter('active_time', 'Seconds spent in statements', 0.001),
      counter('idle_in_transaction_time', 'Seconds spent idle in a transaction', 0.001),
      counter('sessions', 'Sessions that were opened'),
      counter('sessions_abandoned', 'Sessions whose client went away'),
      counter('sessions_fatal', 'Sessions ended by a fatal error'),
      counter('sessions_killed', 'Sessions ended by an operator'),
    ],
  },
  {
    key: 'pg_database_parallel',
    name: 'pg_database_parallel',
    description: 'Workers of parallel queries that were wanted and that were there',
    pace: 'norm',
    scope: 'server',
    since: 180000,
    query: `
SELECT datname, parallel_workers_to_launch, parallel_workers_launched
FROM pg_stat_database
WHERE datname IS NOT NULL`,
    columns: [
      label('datname', 'Database'),
      counter('parallel_workers_to_launch', 'Workers that queries planned for'),
      counter('parallel_workers_launched', 'Workers that they got'),
    ],
  },
  {
    key: 'pg_database_conflict_13',
    name: 'pg_database_conflict',
    description: 'Queries that replay cancelled on a standby, by reason',
    pace: 'fast',
    scope: 'server',
    on: 'replica',
    since: 130000,
    until: 160000,
    query: `
SELECT datname, confl_tablespace AS tablespace, confl_lock AS lock, confl_snapshot AS snapshot, confl_bufferpin AS bufferpin, confl_deadlock AS deadlock
FROM pg_stat_database_conflicts`,
    columns: conflictColumns,
  },
  {
    key: 'pg_database_conflict_16',
    name: 'pg_database_conflict',
    description: 'Queries that replay cancelled on a standby, by reason',
    pace: 'fast',
    scope: 'server',
    on: 'replica',
    since: 160000,
    query: `
SELECT datname, confl_tablespace AS tablespace, confl_lock AS lock, confl_snapshot AS snapshot, confl_bufferpin AS bufferpin, confl_deadlock AS deadlock,
       confl_active_logicalslot AS logical_slot
FROM pg_stat_database_conflicts`,
    columns: [...conflictColumns, counter('logical_slot', 'Logical slots that lost rows they needed')],
  },
  {
    key: 'pg_database_size',
    name: 'pg_database_size',
    description: 'Size of each database',
    pace: 'slowest',
    scope: 'server',
    since: 130000,
    query: `
SELECT datname, pg_database_size(oid) AS bytes
FROM pg_database
WHERE datallowconn`,
    columns: [label('datname', 'Database'), gauge('bytes', 'Bytes on disk')],
  },
  {
    key: 'pg_wraparound',
    name: 'pg_wraparound',
    description: 'How near each database is to running out of transaction numbers',
    pace: 'slow',
    scope: 'server',
    since: 130000,
    query: `
SELECT datname,
       age(datfrozenxid) AS transactions,
       mxid_age(datminmxid) AS multixacts,
       2147483648 - age(datfrozenxid)::bigint AS transactions_left
FROM pg_database`,
    columns: [
      label('datname', 'Database'),
      gauge('transactions', 'Age in transactions of the oldest row that is not frozen'),
      gauge('multixacts', 'Age in multixacts of the oldest one that is not frozen'),
      gauge('transactions_left', 'Transactions until numbers repeat; the server stops writing 3 million before'),
    ],
  },
]
