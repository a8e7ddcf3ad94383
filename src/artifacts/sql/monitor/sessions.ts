import { lockWaitStartSince } from '../../../compat/provisioning.js'
import { sql, word } from '../../statement.js'
import type { MonitoringObject } from './object.js'

const open = { kind: 'VIEW', monitors: true, barred: [] } as const

/** What runs, what waits, and what reads whole tables. */
export function sessions(version: number): MonitoringObject[] {
  const waitStart =
    version >= lockWaitStartSince
      ? '(SELECT min(l.waitstart) FROM pg_locks l WHERE l.pid = a.pid AND NOT l.granted)'
      : 'CASE WHEN cardinality(pg_blocking_pids(a.pid)) > 0 THEN a.state_change END'
  return [
    {
      ...open,
      signature: 'pg_session',
      create: sql`CREATE VIEW monitor.pg_session AS
SELECT CASE WHEN grouping(datname) = 1 THEN 'all' ELSE datname::text END AS datname,
  count(*) AS numbackends,
  count(*) FILTER (WHERE state = 'active') AS active,
  count(*) FILTER (WHERE state = 'idle') AS idle,
  count(*) FILTER (WHERE state = 'idle in transaction') AS ixact,
  count(*) FILTER (WHERE state = 'idle in transaction (aborted)') AS ixact_abort,
  max(extract(epoch FROM now() - state_change)) FILTER (WHERE state LIKE 'idle in transaction%') AS max_ixact_duration,
  max(extract(epoch FROM now() - xact_start)) AS max_tx_duration,
  max(extract(epoch FROM now() - query_start)) FILTER (WHERE state = 'active') AS max_query_duration,
  max(extract(epoch FROM now() - backend_start)) AS max_conn_duration
FROM pg_stat_activity WHERE backend_type = 'client backend'
GROUP BY GROUPING SETS ((datname), ())`,
    },
    {
      ...open,
      signature: 'pg_seq_scan',
      create: sql`CREATE VIEW monitor.pg_seq_scan AS
SELECT schemaname, relname, seq_scan, seq_tup_read, seq_tup_read / nullif(seq_scan, 0) AS seq_tup_avg, idx_scan, n_live_tup + n_dead_tup AS tuples
FROM pg_stat_user_tables WHERE seq_scan > 0 ORDER BY seq_scan DESC`,
    },
    {
      // A blocker that is no session is a prepared transaction: it has pid 0.
      ...open,
      signature: 'pg_lock_waiting',
      create: sql`CREATE VIEW monitor.pg_lock_waiting AS
WITH RECURSIVE session AS (
  SELECT a.pid, a.datname, a.usename, a.application_name, a.client_addr, a.state, a.wait_event_type, a.wait_event, a.xact_start, a.query,
    pg_blocking_pids(a.pid) AS blockers, ${word(waitStart)} AS wait_start
  FROM pg_stat_activity a
), tree AS (
  SELECT DISTINCT b.pid, b.pid AS root, 0 AS level, ARRAY[b.pid] AS path
  FROM session s CROSS JOIN unnest(s.blockers) b (pid)
  WHERE NOT EXISTS (SELECT FROM session w WHERE w.pid = b.pid AND cardinality(w.blockers) > 0)
  UNION ALL
  SELECT w.pid, t.root, t.level + 1, t.path || w.pid
  FROM tree t JOIN session w ON t.pid = ANY (w.blockers) WHERE w.pid <> ALL (t.path)
)
SELECT t.root, t.level, repeat('  ', t.level) || t.pid AS tree, t.pid, s.datname, s.usename, s.application_name, s.client_addr, s.state,
  s.wait_event_type, s.wait_event, s.blockers, now() - s.wait_start AS waiting, now() - s.xact_start AS transaction, s.query
FROM tree t LEFT JOIN session s ON s.pid = t.pid ORDER BY t.path`,
    },
  ]
}
