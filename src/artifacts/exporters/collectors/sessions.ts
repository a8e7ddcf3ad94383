import { type Collector, gauge, label } from './collector.js'

/** Who is connected, what they wait for, and who keeps vacuum from cleaning up. */
export const sessions: readonly Collector[] = [
  {
    key: 'pg_session',
    name: 'pg_session',
    description: 'Client sessions of each database by state, with the longest ages; states without a session count 0',
    pace: 'fast',
    scope: 'server',
    since: 130000,
    query: `
SELECT d.datname,
       s.state,
       count(a.pid) AS sessions,
       coalesce(max(extract(epoch FROM clock_timestamp() - a.state_change)), 0) AS longest_state_seconds,
       coalesce(max(extract(epoch FROM clock_timestamp() - a.xact_start)), 0) AS longest_transaction_seconds
FROM pg_database d
CROSS JOIN (VALUES ('active'), ('idle'), ('idle in transaction'), ('idle in transaction (aborted)'), ('fastpath function call'), ('disabled')) AS s (state)
LEFT JOIN pg_stat_activity a
       ON a.datid = d.oid AND a.state = s.state AND a.backend_type = 'client backend' AND a.pid <> pg_backend_pid()
WHERE d.datallowconn
GROUP BY d.datname, s.state`,
    columns: [
      label('datname', 'Database'),
      label('state', 'State of the session'),
      gauge('sessions', 'Number of sessions'),
      gauge('longest_state_seconds', 'Longest time in seconds that one of them has been in this state'),
      gauge('longest_transaction_seconds', 'Age in seconds of the oldest transaction among them'),
    ],
  },
  {
    key: 'pg_session_user',
    name: 'pg_session_user',
    description: 'Client sessions of each user',
    pace: 'norm',
    scope: 'server',
    since: 130000,
    query: `
SELECT usename,
       count(*) AS sessions,
       count(*) FILTER (WHERE state = 'active') AS active,
       count(*) FILTER (WHERE state LIKE 'idle in transaction%') AS idle_in_transaction
FROM pg_stat_activity
WHERE backend_type = 'client backend' AND usename IS NOT NULL
GROUP BY usename`,
    columns: [
      label('usename', 'User'),
      gauge('sessions', 'Number of sessions'),
      gauge('active', 'Of these, running a statement'),
      gauge('idle_in_transaction', 'Of these, waiting for the client with an open transaction'),
    ],
  },
  {
    key: 'pg_process',
    name: 'pg_process',
    description: 'Processes of the server by kind',
    pace: 'norm',
    scope: 'server',
    since: 130000,
    query: `
SELECT backend_type, count(*) AS processes
FROM pg_stat_activity
WHERE backend_type IS NOT NULL
GROUP BY backend_type`,
    columns: [label('backend_type', 'Kind of process'), gauge('processes', 'Number of processes')],
  },
  {
    key: 'pg_wait',
    name: 'pg_wait',
    description: 'What client sessions with a running statement wait for at this moment',
    pace: 'fast',
    scope: 'server',
    since: 130000,
    query: `
SELECT coalesce(wait_event_type, 'CPU') AS wait_event_type,
       coalesce(wait_event, 'running') AS wait_event,
       count(*) AS sessions
FROM pg_stat_activity
WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()
GROUP BY 1, 2`,
    columns: [
      label('wait_event_type', 'Class of the event; CPU where it waits for nothing'),
      label('wait_event', 'The event'),
      gauge('sessions', 'Number of sessions that wait for it'),
    ],
  },
  {
    key: 'pg_horizon',
    name: 'pg_horizon',
    description: 'Age of the oldest transaction that each kind of holder keeps vacuum from cleaning up behind',
    pace: 'norm',
    scope: 'server',
    since: 130000,
    query: `
SELECT 'session' AS holder,
       (SELECT coalesce(max(greatest(age(backend_xid), age(backend_xmin))), 0) FROM pg_stat_activity WHERE backend_type <> 'walsender') AS age
UNION ALL
SELECT 'standby', (SELECT coalesce(max(age(backend_xmin)), 0) FROM pg_stat_replication)
UNION ALL
SELECT 'slot', (SELECT coalesce(max(greatest(age(xmin), age(catalog_xmin))), 0) FROM pg_replication_slots)
UNION ALL
SELECT 'prepared transaction', (SELECT coalesce(max(age(transaction)), 0) FROM pg_prepared_xacts)`,
    columns: [label('holder', 'Who holds it: session, standby, slot or prepared transaction'), gauge('age', 'Age in transactions; 0 where nobody does')],
  },
]
