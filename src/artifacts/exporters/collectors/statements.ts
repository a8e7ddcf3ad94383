import { type Collector, type Column, counter, label } from './collector.js'

const most = 100

/** Statements per server that become time series, by the time that they took. */
const statement = {
  name: 'pg_statement',
  description: `The ${most} statements that took most time, from pg_stat_statements; the text of one is there under its queryid`,
  pace: 'slow',
  scope: 'server',
} as const

/** The extension of a server that was upgraded may be older than the server: its view says what it knows. Calling it fails where its library is not loaded. */
const knows = (column: string): string => `
SELECT current_setting('shared_preload_libraries') LIKE '%pg_stat_statements%'
   AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('pg_stat_statements') AND attname = '${column}' AND NOT attisdropped)`

/** Without the texts, which would be read from a file each time. */
const source = `pg_stat_statements(false) s
JOIN pg_database d ON d.oid = s.dbid`

const counts = `sum(s.calls) AS calls,
       sum(s.rows) AS rows,
       sum(s.total_exec_time) AS exec_time,
       sum(s.total_plan_time) AS plan_time,
       sum(s.shared_blks_hit) AS shared_blks_hit,
       sum(s.shared_blks_read) AS shared_blks_read,
       sum(s.shared_blks_dirtied) AS shared_blks_dirtied,
       sum(s.shared_blks_written) AS shared_blks_written,
       sum(s.temp_blks_read) AS temp_blks_read,
       sum(s.temp_blks_written) AS temp_blks_written,
       sum(s.wal_bytes) AS wal_bytes`

const top = (readTime: string, writeTime: string): string => `
SELECT d.datname,
       s.queryid::text AS queryid,
       ${counts},
       sum(s.${readTime}) AS blk_read_time,
       sum(s.${writeTime}) AS blk_write_time
FROM ${source}
WHERE s.queryid IS NOT NULL
GROUP BY 1, 2
ORDER BY exec_time DESC, 1, 2
LIMIT ${most}`

const countColumns: readonly Column[] = [
  counter('calls', 'Times executed'),
  counter('rows', 'Rows returned or changed'),
  counter('exec_time', 'Seconds spent executing', 0.001),
  counter('plan_time', 'Seconds spent planning; 0 unless pg_stat_statements.track_planning is on', 0.001),
  counter('shared_blks_hit', 'Blocks that were in the buffer cache'),
  counter('shared_blks_read', 'Blocks that were not'),
  counter('shared_blks_dirtied', 'Blocks changed'),
  counter('shared_blks_written', 'Blocks that it had to write itself'),
  counter('temp_blks_read', 'Blocks of temporary files read'),
  counter('temp_blks_written', 'Blocks of temporary files written'),
  counter('wal_bytes', 'Bytes of WAL'),
]

const statementColumns: readonly Column[] = [
  label('datname', 'Database'),
  label('queryid', 'Number of the statement'),
  ...countColumns,
  counter('blk_read_time', 'Seconds spent reading blocks; 0 unless track_io_timing is on', 0.001),
  counter('blk_write_time', 'Seconds spent writing blocks; 0 unless track_io_timing is on', 0.001),
]

/** What pg_stat_statements knows, where it is installed in the database that the exporter connects to. */
export const statements: readonly Collector[] = [
  {
    ...statement,
    key: 'pg_statement_13',
    since: 130000,
    only: knows('blk_read_time'),
    query: top('blk_read_time', 'blk_write_time'),
    columns: statementColumns,
  },
  {
    ...statement,
    key: 'pg_statement_17',
    since: 170000,
    only: knows('shared_blk_read_time'),
    query: top('shared_blk_read_time', 'shared_blk_write_time'),
    columns: statementColumns,
  },
  {
    key: 'pg_statement_total',
    name: 'pg_statement_total',
    description: 'All statements of each database together, from pg_stat_statements',
    pace: 'norm',
    scope: 'server',
    since: 130000,
    only: knows('total_exec_time'),
    query: `
SELECT d.datname,
       ${counts}
FROM ${source}
GROUP BY 1`,
    columns: [label('datname', 'Database'), ...countColumns],
  },
  {
    key: 'pg_statement_info',
    name: 'pg_statement_info',
    description: 'Whether pg_stat_statements has room for all statements',
    pace: 'slow',
    scope: 'server',
    since: 140000,
    only: `
SELECT current_setting('shared_preload_libraries') LIKE '%pg_stat_statements%' AND to_regclass('pg_stat_statements_info') IS NOT NULL`,
    query: `
SELECT dealloc AS evictions
FROM pg_stat_statements_info`,
    columns: [counter('evictions', 'Times that the rarest statements had to go; often means that pg_stat_statements.max is too low')],
  },
]
