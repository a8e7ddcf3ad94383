import { type Collector, type Column, counter, discard, gauge, label } from './collector.js'

const databases = {
  name: 'pgbouncer_database',
  description: 'Databases of the pool: limits, connections, and whether one is paused or disabled',
  pace: 'fast',
  scope: 'pgbouncer',
  query: 'SHOW DATABASES;',
} as const

const databaseColumns: readonly Column[] = [
  { ...label('name', 'Name that clients use'), rename: 'datname' },
  label('host', 'Where its servers are'),
  label('port', 'Their port'),
  { ...label('database', 'Its name there'), rename: 'real_datname' },
  discard('force_user'),
  gauge('pool_size', 'Server connections for each user'),
  gauge('min_pool_size', 'Server connections that are kept'),
  gauge('reserve_pool', 'Server connections beyond the pool for clients that wait long'),
  discard('pool_mode'),
  gauge('max_connections', 'Limit of server connections; 0 without limit'),
  gauge('current_connections', 'Server connections'),
  gauge('paused', '1 where clients wait because of PAUSE'),
  gauge('disabled', '1 where new clients are refused because of DISABLE'),
]

const pools = {
  name: 'pgbouncer_pool',
  description: 'Pools, one for each database and user: clients that wait and servers that are free',
  pace: 'fast',
  scope: 'pgbouncer',
  query: 'SHOW POOLS;',
} as const

const poolColumns: readonly Column[] = [
  { ...label('database', 'Database'), rename: 'datname' },
  label('user', 'User'),
  gauge('cl_active', 'Clients with a server, or idle'),
  gauge('cl_waiting', 'Clients that wait for a server'),
  gauge('cl_active_cancel_req', 'Cancel requests that were forwarded'),
  gauge('cl_waiting_cancel_req', 'Cancel requests that were not yet'),
  gauge('sv_active', 'Servers that work for a client'),
  gauge('sv_active_cancel', 'Servers that forward a cancel request'),
  gauge('sv_being_canceled', 'Servers that wait for a cancel request to end'),
  gauge('sv_idle', 'Servers that are free'),
  gauge('sv_used', 'Servers that are free and have to be checked first'),
  gauge('sv_tested', 'Servers that are being reset or checked'),
  gauge('sv_login', 'Servers that are logging in'),
  gauge('maxwait', 'Whole seconds that the first client in the queue has waited'),
  { ...gauge('maxwait_us', 'The rest of that time, in seconds', 0.000001), rename: 'maxwait_fraction' },
  label('pool_mode', 'When a server goes back to the pool: session, transaction or statement'),
]

const stats = {
  name: 'pgbouncer_stat',
  description: 'Traffic of each database through the pool, and the time that its clients wait',
  pace: 'fast',
  scope: 'pgbouncer',
  query: 'SHOW STATS;',
} as const

const statColumns: readonly Column[] = [
  { ...label('database', 'Database'), rename: 'datname' },
  counter('total_xact_count', 'Transactions'),
  counter('total_query_count', 'Statements'),
  counter('total_received', 'Bytes received'),
  counter('total_sent', 'Bytes sent'),
  counter('total_xact_time', 'Seconds that servers were in a transaction', 0.000001),
  counter('total_query_time', 'Seconds that servers were in a statement', 0.000001),
  counter('total_wait_time', 'Seconds that clients waited for a server', 0.000001),
  ...['xact_count', 'query_count', 'recv', 'sent', 'xact_time', 'query_time', 'wait_time'].map((name) => discard(`avg_${name}`)),
]

const assignmentColumns: readonly Column[] = [
  counter('total_server_assignment_count', 'Times that a client was given a server'),
  discard('avg_server_assignment_count'),
]

const preparedColumns: readonly Column[] = [
  counter('total_client_parse_count', 'Statements that clients prepared'),
  counter('total_server_parse_count', 'Statements that the pool prepared on a server'),
  counter('total_bind_count', 'Prepared statements that were bound'),
  ...['client_parse', 'server_parse', 'bind'].map((name) => discard(`avg_${name}_count`)),
]

/** The console of PgBouncer from 1.18 on. SHOW takes no column list: what the exporter shall not collect has to be named too. */
export const pgbouncer: readonly Collector[] = [
  { ...databases, key: 'pgbouncer_database_1_18', since: 11800, until: 12300, columns: databaseColumns },
  { ...databases, key: 'pgbouncer_database_1_23', since: 12300, until: 12400, columns: [...databaseColumns, discard('server_lifetime')] },
  {
    ...databases,
    key: 'pgbouncer_database_1_24',
    since: 12400,
    columns: [
      ...databaseColumns,
      discard('server_lifetime'),
      discard('load_balance_hosts'),
      gauge('max_client_connections', 'Limit of client connections; 0 without limit'),
      gauge('current_client_connections', 'Client connections'),
    ],
  },
  { ...pools, key: 'pgbouncer_pool_1_18', since: 11800, until: 12400, columns: poolColumns },
  { ...pools, key: 'pgbouncer_pool_1_24', since: 12400, columns: [...poolColumns, discard('load_balance_hosts')] },
  { ...stats, key: 'pgbouncer_stat_1_18', since: 11800, until: 12300, columns: statColumns },
  { ...stats, key: 'pgbouncer_stat_1_23', since: 12300, until: 12400, columns: [...statColumns, ...assignmentColumns] },
  { ...stats, key: 'pgbouncer_stat_1_24', since: 12400, columns: [...statColumns, ...assignmentColumns, ...preparedColumns] },
  {
    key: 'pgbouncer_list',
    name: 'pgbouncer_list',
    description: 'What the pool holds in numbers: databases, users, pools, clients and servers in use',
    pace: 'norm',
    scope: 'pgbouncer',
    since: 11800,
    query: 'SHOW LISTS;',
    columns: [label('list', 'What is counted'), gauge('items', 'How many')],
  },
]
