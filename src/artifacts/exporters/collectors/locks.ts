import { type Collector, type Column, gauge, label } from './collector.js'

const blocking = {
  name: 'pg_blocking',
  description: 'Sessions that wait for a lock, and the sessions that make them wait',
  pace: 'fast',
  scope: 'server',
} as const

const blockingColumns: readonly Column[] = [
  gauge('waiting', 'Sessions that wait'),
  gauge('longest_wait_seconds', 'Longest time in seconds that one of them has waited'),
  gauge('blockers', 'Sessions that hold what others wait for'),
  gauge('oldest_blocker_seconds', 'Age in seconds of the oldest transaction among those'),
]

/** pg_blocking_pids() stops the lock table for a moment: it is asked only for sessions that do wait. */
const blockers = `
blocker AS (
  SELECT DISTINCT unnest(pg_blocking_pids(pid)) AS pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'
)`

const blockerColumns = `(SELECT count(*) FROM blocker WHERE pid <> 0) AS blockers,
       coalesce((SELECT max(extract(epoch FROM clock_timestamp() - a.xact_start)) FROM blocker JOIN pg_stat_activity a USING (pid)), 0) AS oldest_blocker_seconds`

/** Locks, who waits for them and who holds them. */
export const locks: readonly Collector[] = [
  {
    key: 'pg_lock',
    name: 'pg_lock',
    description: 'Locks of each database by mode',
    pace: 'norm',
    scope: 'server',
    since: 130000,
    query: `
SELECT coalesce(d.datname, '<shared>') AS datname,
       l.mode,
       count(*) FILTER (WHERE l.granted) AS held,
       count(*) FILTER (WHERE NOT l.granted) AS awaited
FROM pg_locks l
LEFT JOIN pg_database d ON d.oid = l.database
WHERE l.pid IS DISTINCT FROM pg_backend_pid()
GROUP BY 1, 2`,
    columns: [
      label('datname', 'Database; <shared> are objects of none'),
      label('mode', 'Mode of the lock'),
      gauge('held', 'Locks that are held'),
      gauge('awaited', 'Locks that are waited for'),
    ],
  },
  {
    ...blocking,
    key: 'pg_blocking_13',
    since: 130000,
    until: 140000,
    query: `
WITH${blockers}
SELECT (SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock') AS waiting,
       coalesce((SELECT max(extract(epoch FROM clock_timestamp() - state_change)) FROM pg_stat_activity WHERE wait_event_type = 'Lock'), 0) AS longest_wait_seconds,
       ${blockerColumns}`,
    columns: blockingColumns,
  },
  {
    ...blocking,
    key: 'pg_blocking_14',
    since: 140000,
    query: `
WITH${blockers}
SELECT (SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock') AS waiting,
       coalesce((SELECT max(extract(epoch FROM clock_timestamp() - waitstart)) FROM pg_locks WHERE NOT granted), 0) AS longest_wait_seconds,
       ${blockerColumns}`,
    columns: blockingColumns,
  },
  {
    key: 'pg_prepared_transaction',
    name: 'pg_prepared_transaction',
    description: 'Prepared transactions, which hold locks and keep rows from vacuum until somebody ends them; databases without one count 0',
    pace: 'norm',
    scope: 'server',
    since: 130000,
    query: `
SELECT d.datname,
       count(p.gid) AS transactions,
       coalesce(max(extract(epoch FROM clock_timestamp() - p.prepared)), 0) AS oldest_seconds
FROM pg_database d
LEFT JOIN pg_prepared_xacts p ON p.database = d.datname
WHERE d.datallowconn
GROUP BY d.datname`,
    columns: [label('datname', 'Database'), gauge('transactions', 'Number of prepared transactions'), gauge('oldest_seconds', 'Age in seconds of the oldest')],
  },
]
