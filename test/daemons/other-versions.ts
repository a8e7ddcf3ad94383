/**
 * Catalogs of PostgreSQL as the manuals of other major versions list them, as far as they differ from 15 in what the collectors read: a view or
 * function for each, in a schema that stands before pg_catalog. A view that a version does not have has no columns here.
 */
export interface OtherVersion {
  /** As server_version_num counts. */
  readonly version: number
  readonly schema: string
  readonly sql: string
}

const databaseColumns =
  'datid oid, datname name, numbackends int, xact_commit int8, xact_rollback int8, blks_read int8, blks_hit int8, tup_returned int8, tup_fetched int8, tup_inserted int8, tup_updated int8, tup_deleted int8, conflicts int8, temp_files int8, temp_bytes int8, deadlocks int8, checksum_failures int8, checksum_last_failure timestamptz, blk_read_time float8, blk_write_time float8'
const sessionColumns =
  'session_time float8, active_time float8, idle_in_transaction_time float8, sessions int8, sessions_abandoned int8, sessions_fatal int8, sessions_killed int8'
const slotColumns =
  'slot_name name, plugin name, slot_type text, datoid oid, database name, temporary bool, active bool, active_pid int, xmin xid, catalog_xmin xid, restart_lsn pg_lsn, confirmed_flush_lsn pg_lsn, wal_status text, safe_wal_size int8, two_phase bool'
const conflictColumns =
  'datid oid, datname name, confl_tablespace int8, confl_lock int8, confl_snapshot int8, confl_bufferpin int8, confl_deadlock int8, confl_active_logicalslot int8'
const io16 =
  'backend_type text, object text, context text, reads int8, read_time float8, writes int8, write_time float8, writebacks int8, writeback_time float8, extends int8, extend_time float8, op_bytes int8, hits int8, evictions int8, reuses int8, fsyncs int8, fsync_time float8, stats_reset timestamptz'
const io18 =
  'backend_type text, object text, context text, reads int8, read_bytes numeric, read_time float8, writes int8, write_bytes numeric, write_time float8, writebacks int8, writeback_time float8, extends int8, extend_bytes numeric, extend_time float8, hits int8, evictions int8, reuses int8, fsyncs int8, fsync_time float8, stats_reset timestamptz'
const checkpointer17 =
  'num_timed int8, num_requested int8, restartpoints_timed int8, restartpoints_req int8, restartpoints_done int8, write_time float8, sync_time float8, buffers_written int8, stats_reset timestamptz'
const bgwriter17 = 'buffers_clean int8, maxwritten_clean int8, buffers_alloc int8, stats_reset timestamptz'
const vacuum17 =
  'pid int, datid oid, datname name, relid oid, phase text, heap_blks_total int8, heap_blks_scanned int8, heap_blks_vacuumed int8, index_vacuum_count int8, max_dead_tuple_bytes int8, dead_tuple_bytes int8, num_dead_item_ids int8, indexes_total int8, indexes_processed int8'
const statements8 =
  'userid oid, dbid oid, queryid int8, query text, plans int8, total_plan_time float8, calls int8, total_exec_time float8, rows int8, shared_blks_hit int8, shared_blks_read int8, shared_blks_dirtied int8, shared_blks_written int8, local_blks_hit int8, local_blks_read int8, local_blks_dirtied int8, local_blks_written int8, temp_blks_read int8, temp_blks_written int8, wal_records int8, wal_fpi int8, wal_bytes numeric'

const view = (name: string, columns: string): string => `CREATE VIEW ${name} AS SELECT ${columns.replace(/(\w+) (\w+)/g, 'NULL::$2 AS $1')};`

const statements = (columns: string): string =>
  `${view('pg_stat_statements', columns)} CREATE FUNCTION pg_stat_statements(showtext boolean) RETURNS TABLE (${columns}) LANGUAGE sql AS 'TABLE pg_stat_statements';`

const build = (version: number, ...objects: readonly string[]): OtherVersion => ({
  version: version * 10000,
  schema: `v${version}`,
  sql: `CREATE SCHEMA v${version}; SET search_path = v${version}; ${objects.join('\n')}`,
})

const common16 = [view('pg_stat_database_conflicts', conflictColumns)]

const common17 = [
  ...common16,
  view('pg_replication_slots', `${slotColumns}, inactive_since timestamptz, conflicting bool, invalidation_reason text, failover bool, synced bool`),
  view('pg_stat_bgwriter', bgwriter17),
  statements(`${statements8}, shared_blk_read_time float8, shared_blk_write_time float8, local_blk_read_time float8, local_blk_write_time float8`),
]

export const otherVersions: readonly OtherVersion[] = [
  build(
    13,
    view('pg_stat_database', databaseColumns),
    view('pg_replication_slots', slotColumns.replace(', two_phase bool', '')),
    view('pg_locks', 'locktype text, database oid, relation oid, pid int, mode text, granted bool, fastpath bool'),
    ...['pg_stat_wal', 'pg_stat_replication_slots', 'pg_stat_subscription_stats'].map((name) => view(name, '')),
    statements(`${statements8}, blk_read_time float8, blk_write_time float8`),
  ),
  build(14, view('pg_stat_subscription_stats', ''), statements(`${statements8}, toplevel bool, blk_read_time float8, blk_write_time float8`)),
  build(16, ...common16, view('pg_replication_slots', `${slotColumns}, conflicting bool`), view('pg_stat_io', io16)),
  build(17, ...common17, view('pg_stat_checkpointer', checkpointer17), view('pg_stat_io', io16), view('pg_stat_progress_vacuum', vacuum17)),
  build(
    18,
    ...common17,
    view('pg_stat_database', `${databaseColumns}, ${sessionColumns}, parallel_workers_to_launch int8, parallel_workers_launched int8`),
    view('pg_stat_checkpointer', `${checkpointer17}, num_done int8, slru_written int8`),
    view('pg_stat_io', io18),
    view('pg_stat_wal', 'wal_records int8, wal_fpi int8, wal_bytes numeric, wal_buffers_full int8, stats_reset timestamptz'),
    view('pg_stat_progress_vacuum', `${vacuum17}, delay_time float8`),
  ),
]
