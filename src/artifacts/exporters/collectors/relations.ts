import { type Collector, counter, gauge, label } from './collector.js'

/** Relations per database that become time series: the largest by the pages that the catalog knows, which costs no look at the disk. */
const most = 200

const largest = (kinds: string): string => `
WITH largest AS (
  SELECT c.oid, n.nspname, c.relname, c.relpages, c.reltuples, c.relfrozenxid, c.reltoastrelid
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN (${kinds}) AND c.relpersistence <> 't' AND n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')
  ORDER BY c.relpages DESC, c.oid
  LIMIT ${most}
)`

const names = [label('datname', 'Database'), label('schemaname', 'Schema')]

/** Tables and indexes of every database: use, size, dead rows, and when somebody last cleaned up. */
export const relations: readonly Collector[] = [
  {
    key: 'pg_table',
    name: 'pg_table',
    description: `Scans, changes, dead rows and maintenance of the ${most} largest tables of a database`,
    pace: 'slow',
    scope: 'database',
    since: 130000,
    query: `${largest("'r', 'm'")}
SELECT current_database() AS datname,
       l.nspname AS schemaname,
       l.relname,
       l.relpages::bigint * current_setting('block_size')::int AS page_bytes,
       t.seq_scan, t.seq_tup_read,
       coalesce(t.idx_scan, 0) AS idx_scan, coalesce(t.idx_tup_fetch, 0) AS idx_tup_fetch,
       t.n_tup_ins, t.n_tup_upd, t.n_tup_hot_upd, t.n_tup_del,
       t.n_live_tup, t.n_dead_tup, t.n_mod_since_analyze, t.n_ins_since_vacuum,
       t.vacuum_count + t.autovacuum_count AS vacuums,
       t.analyze_count + t.autoanalyze_count AS analyzes,
       coalesce(extract(epoch FROM clock_timestamp() - greatest(t.last_vacuum, t.last_autovacuum)), -1) AS vacuum_age_seconds,
       coalesce(extract(epoch FROM clock_timestamp() - greatest(t.last_analyze, t.last_autoanalyze)), -1) AS analyze_age_seconds,
       age(l.relfrozenxid) AS frozen_age,
       CASE WHEN l.reltuples > 0 THEN l.relpages::float8 * current_setting('block_size')::int / l.reltuples ELSE 0 END AS bytes_per_row
FROM largest l
JOIN pg_stat_user_tables t ON t.relid = l.oid`,
    columns: [
      ...names,
      label('relname', 'Table'),
      gauge('page_bytes', 'Bytes of its own pages as of the last vacuum or analyze'),
      counter('seq_scan', 'Sequential scans'),
      counter('seq_tup_read', 'Rows read by them: much of that on a large table wants an index'),
      counter('idx_scan', 'Index scans'),
      counter('idx_tup_fetch', 'Rows fetched by them'),
      counter('n_tup_ins', 'Rows inserted'),
      counter('n_tup_upd', 'Rows updated'),
      counter('n_tup_hot_upd', 'Of these, without a change to an index'),
      counter('n_tup_del', 'Rows deleted'),
      gauge('n_live_tup', 'Estimated live rows'),
      gauge('n_dead_tup', 'Estimated dead rows'),
      gauge('n_mod_since_analyze', 'Estimated rows changed since the last analyze'),
      gauge('n_ins_since_vacuum', 'Estimated rows inserted since the last vacuum'),
      counter('vacuums', 'Times that it was vacuumed'),
      counter('analyzes', 'Times that it was analyzed'),
      gauge('vacuum_age_seconds', 'Seconds since the last vacuum; -1 before the first'),
      gauge('analyze_age_seconds', 'Seconds since the last analyze; -1 before the first'),
      gauge('frozen_age', 'Age in transactions of its oldest row that is not frozen'),
      gauge('bytes_per_row', 'Bytes of its pages for each live row: bloat where it grows and rows do not'),
    ],
  },
  {
    key: 'pg_table_io',
    name: 'pg_table_io',
    description: `Blocks of the ${most} largest tables of a database and of their indexes, read from cache or not`,
    pace: 'slow',
    scope: 'database',
    since: 130000,
    query: `${largest("'r', 'm'")}
SELECT current_database() AS datname,
       l.nspname AS schemaname,
       l.relname,
       t.heap_blks_read, t.heap_blks_hit,
       coalesce(t.idx_blks_read, 0) AS idx_blks_read, coalesce(t.idx_blks_hit, 0) AS idx_blks_hit,
       coalesce(t.toast_blks_read, 0) AS toast_blks_read, coalesce(t.toast_blks_hit, 0) AS toast_blks_hit
FROM largest l
JOIN pg_statio_user_tables t ON t.relid = l.oid`,
    columns: [
      ...names,
      label('relname', 'Table'),
      counter('heap_blks_read', 'Blocks of the table that were not in the buffer cache'),
      counter('heap_blks_hit', 'Blocks of the table that were'),
      counter('idx_blks_read', 'Blocks of its indexes that were not'),
      counter('idx_blks_hit', 'Blocks of its indexes that were'),
      counter('toast_blks_read', 'Blocks of its large values that were not'),
      counter('toast_blks_hit', 'Blocks of its large values that were'),
    ],
  },
  {
    key: 'pg_table_size',
    name: 'pg_table_size',
    description: `Sizes on disk of the ${most} largest tables of a database, except those that somebody has locked exclusively: asking would wait for him`,
    pace: 'slowest',
    scope: 'database',
    since: 130000,
    query: `${largest("'r', 'm'")}
SELECT current_database() AS datname,
       nspname AS schemaname,
       relname,
       coalesce(pg_relation_size(oid), 0) AS heap_bytes,
       coalesce(pg_indexes_size(oid), 0) AS index_bytes,
       coalesce(CASE WHEN reltoastrelid <> 0 THEN pg_total_relation_size(reltoastrelid) END, 0) AS toast_bytes
FROM largest
WHERE NOT EXISTS (
  SELECT FROM pg_locks k
  WHERE k.locktype = 'relation' AND k.mode = 'AccessExclusiveLock' AND k.relation = largest.oid
    AND k.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
)`,
    columns: [
      ...names,
      label('relname', 'Table'),
      gauge('heap_bytes', 'Bytes of the table itself'),
      gauge('index_bytes', 'Bytes of its indexes'),
      gauge('toast_bytes', 'Bytes of its large values'),
    ],
  },
  {
    key: 'pg_index',
    name: 'pg_index',
    description: `Use and state of the ${most} largest indexes of a database`,
    pace: 'slow',
    scope: 'database',
    since: 130000,
    query: `${largest("'i'")}
SELECT current_database() AS datname,
       l.nspname AS schemaname,
       l.relname AS indexrelname,
       s.relname,
       l.relpages::bigint * current_setting('block_size')::int AS page_bytes,
       s.idx_scan, s.idx_tup_read, s.idx_tup_fetch,
       i.indisvalid::int AS valid,
       i.indisunique::int AS is_unique
FROM largest l
JOIN pg_index i ON i.indexrelid = l.oid
JOIN pg_stat_user_indexes s ON s.indexrelid = l.oid`,
    columns: [
      ...names,
      label('indexrelname', 'Index'),
      label('relname', 'Its table'),
      gauge('page_bytes', 'Bytes of its pages as of the last vacuum or analyze'),
      counter('idx_scan', 'Scans of it; one that is never scanned and not unique only costs'),
      counter('idx_tup_read', 'Entries that these scans returned'),
      counter('idx_tup_fetch', 'Rows that simple scans fetched'),
      gauge('valid', '1 where queries may use it; 0 after a concurrent build that failed'),
      gauge('is_unique', '1 where it enforces uniqueness'),
    ],
  },
  {
    key: 'pg_relations',
    name: 'pg_relations',
    description: 'Tables and indexes of a database in numbers',
    pace: 'slowest',
    scope: 'database',
    since: 130000,
    query: `
SELECT current_database() AS datname,
       (SELECT count(*) FROM pg_stat_user_tables) AS tables,
       (SELECT count(*) FROM pg_stat_user_indexes) AS indexes,
       (SELECT count(*) FROM pg_index WHERE NOT indisvalid) AS invalid_indexes,
       (SELECT coalesce(sum(n_live_tup), 0) FROM pg_stat_user_tables) AS live_rows,
       (SELECT coalesce(sum(n_dead_tup), 0) FROM pg_stat_user_tables) AS dead_rows,
       (SELECT count(*) FROM pg_stat_user_tables WHERE last_vacuum IS NULL AND last_autovacuum IS NULL) AS never_vacuumed`,
    columns: [
      label('datname', 'Database'),
      gauge('tables', 'Number of tables'),
      gauge('indexes', 'Number of indexes'),
      gauge('invalid_indexes', 'Of these, left behind by a concurrent build that failed'),
      gauge('live_rows', 'Estimated live rows'),
      gauge('dead_rows', 'Estimated dead rows'),
      gauge('never_vacuumed', 'Tables that nobody has ever vacuumed since statistics were reset'),
    ],
  },
]
