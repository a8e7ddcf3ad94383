import { type Collector, gauge, label } from './collector.js'

const process = [label('pid', 'Process'), label('datname', 'Database')]

/** Long work that is under way: vacuum, index builds, base backups. */
export const progress: readonly Collector[] = [
  {
    key: 'pg_autovacuum',
    name: 'pg_autovacuum',
    description: 'Workers of autovacuum: tables that are due wait while all of them are busy',
    pace: 'norm',
    scope: 'server',
    since: 130000,
    query: `
SELECT count(*) AS workers,
       count(*) FILTER (WHERE query LIKE '%(to prevent wraparound)') AS against_wraparound,
       coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0) AS longest_seconds
FROM pg_stat_activity
WHERE backend_type = 'autovacuum worker'`,
    columns: [
      gauge('workers', 'Workers at work'),
      gauge('against_wraparound', 'Of these, on a table that must be frozen; they do not give way to other locks'),
      gauge('longest_seconds', 'Seconds that the longest has been at its table'),
    ],
  },
  {
    key: 'pg_vacuum_progress',
    name: 'pg_vacuum_progress',
    description: 'Vacuums that run, by hand or by autovacuum',
    pace: 'norm',
    scope: 'server',
    since: 130000,
    query: `
SELECT v.pid::text AS pid,
       v.datname,
       v.relid::text AS relid,
       v.phase,
       coalesce(extract(epoch FROM clock_timestamp() - a.xact_start), 0) AS seconds,
       v.heap_blks_total, v.heap_blks_scanned, v.heap_blks_vacuumed, v.index_vacuum_count
FROM pg_stat_progress_vacuum v
LEFT JOIN pg_stat_activity a USING (pid)`,
    columns: [
      ...process,
      label('relid', 'OID of the table'),
      label('phase', 'What it does now'),
      gauge('seconds', 'Seconds since it began'),
      gauge('heap_blks_total', 'Blocks of the table'),
      gauge('heap_blks_scanned', 'Of these, scanned'),
      gauge('heap_blks_vacuumed', 'Of these, vacuumed'),
      gauge('index_vacuum_count', 'Rounds over the indexes; more than one where memory did not suffice'),
    ],
  },
  {
    key: 'pg_index_progress',
    name: 'pg_index_progress',
    description: 'Index builds that run',
    pace: 'norm',
    scope: 'server',
    since: 130000,
    query: `
SELECT i.pid::text AS pid,
       i.datname,
       i.relid::text AS relid,
       i.command,
       i.phase,
       coalesce(extract(epoch FROM clock_timestamp() - a.xact_start), 0) AS seconds,
       i.lockers_total, i.lockers_done, i.blocks_total, i.blocks_done, i.tuples_total, i.tuples_done
FROM pg_stat_progress_create_index i
LEFT JOIN pg_stat_activity a USING (pid)`,
    columns: [
      ...process,
      label('relid', 'OID of the table'),
      label('command', 'CREATE INDEX or REINDEX, and whether concurrently'),
      label('phase', 'What it does now'),
      gauge('seconds', 'Seconds since its transaction began'),
      gauge('lockers_total', 'Transactions that it waits for in this phase'),
      gauge('lockers_done', 'Of these, over'),
      gauge('blocks_total', 'Blocks of this phase'),
      gauge('blocks_done', 'Of these, done'),
      gauge('tuples_total', 'Rows of this phase'),
      gauge('tuples_done', 'Of these, done'),
    ],
  },
  {
    key: 'pg_basebackup_progress',
    name: 'pg_basebackup_progress',
    description: 'Base backups that stream from here, for example to a new replica',
    pace: 'norm',
    scope: 'server',
    since: 130000,
    query: `
SELECT pid::text AS pid, phase,
       coalesce(backup_total, -1) AS bytes_total, backup_streamed AS bytes_done
FROM pg_stat_progress_basebackup`,
    columns: [
      label('pid', 'Process'),
      label('phase', 'What it does now'),
      gauge('bytes_total', 'Estimated bytes; -1 where nobody asked for an estimate'),
      gauge('bytes_done', 'Bytes sent'),
    ],
  },
]
