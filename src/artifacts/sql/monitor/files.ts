import { logColumns } from '../../../compat/provisioning.js'
import { list, psql, type Statement, sql, text, word } from '../../statement.js'
import { everyGroup, type MonitoringObject, writers } from './object.js'

/** Severities of the server's log; a type has no IF NOT EXISTS. */
export const logLevel: readonly Statement[] = [
  psql`SELECT to_regtype('monitor.log_level') IS NULL AS holds \gset`,
  psql`\if :holds`,
  sql`CREATE TYPE monitor.log_level AS ENUM ('LOG', 'INFO', 'NOTICE', 'WARNING', 'ERROR', 'FATAL', 'PANIC', 'DEBUG')`,
  psql`\endif`,
]

interface Source {
  readonly stanza: string
  readonly dataDirectory: string
  /** URLs of Patroni's /cluster: the first that answers counts. */
  readonly patroni: readonly string[]
  readonly certificate?: string
}

/** Lines of JSON as they are: signs that no JSON holds unescaped stand in for the separators of CSV. */
const rawLines = sql`format 'csv', delimiter E'\x01', quote E'\x02'`

const foreign = (signature: string, columns: Statement, options: Statement): MonitoringObject => ({
  kind: 'FOREIGN TABLE',
  signature,
  monitors: true,
  barred: writers,
  create: sql`CREATE FOREIGN TABLE monitor.${word(signature)} (${columns}) SERVER fs OPTIONS (${options})`,
})

/** Logs, backups, the cluster and the machine, seen from SQL. Programs run as the OS user of the server, in its data directory. */
export function files(version: number, { stanza, dataDirectory, patroni, certificate }: Source): MonitoringObject[] {
  const added = logColumns.filter(({ since = 0 }) => version >= since).map(({ column, type }) => word(`, ${column} ${type}`))
  const ask = patroni.map((url) => `curl -sfg -m 3 ${certificate === undefined ? '' : `--cacert ${certificate} `}'${url}'`).join(' || ')
  return [
    {
      ...foreign(
        'pg_log',
        sql`
  log_time timestamptz(3), user_name text, database_name text, process_id integer, connection_from text, session_id text, session_line_num bigint,
  command_tag text, session_start_time timestamptz, virtual_transaction_id text, transaction_id bigint, error_severity monitor.log_level,
  sql_state_code text, message text, detail text, hint text, internal_query text, internal_query_pos integer, context text, query text,
  query_pos integer, location text, application_name text${list(added, '')}`,
        sql`program ${text('cat -- "$(sed -n \'s/^csvlog //p\' current_logfiles)"')}, format 'csv'`,
      ),
      barred: everyGroup,
    },
    foreign('pgbackrest_info', sql`data json`, sql`program ${text(`pgbackrest --stanza=${stanza} --output=json info`)}, ${rawLines}`),
    {
      kind: 'VIEW',
      signature: 'pgbackrest',
      monitors: true,
      barred: everyGroup,
      create: sql`CREATE VIEW monitor.pgbackrest AS
SELECT stanza ->> 'name' AS stanza, backup ->> 'label' AS label, backup ->> 'type' AS type, backup ->> 'prior' AS prior,
  to_timestamp((backup #>> '{timestamp,start}')::bigint) AS start_time, to_timestamp((backup #>> '{timestamp,stop}')::bigint) AS stop_time,
  (backup #>> '{info,size}')::bigint AS size, (backup #>> '{info,delta}')::bigint AS delta,
  backup #>> '{lsn,start}' AS start_lsn, backup #>> '{lsn,stop}' AS stop_lsn, (backup ->> 'error')::boolean AS error
FROM monitor.pgbackrest_info i, json_array_elements(i.data) stanza, json_array_elements(stanza -> 'backup') backup`,
    },
    foreign('patroni_info', sql`data json`, sql`program ${text(ask)}, ${rawLines}`),
    foreign('patroni_conf', sql`data json`, sql`filename ${text(`${dataDirectory}/patroni.dynamic.json`)}, ${rawLines}`),
    {
      kind: 'VIEW',
      signature: 'patroni',
      monitors: true,
      barred: writers,
      create: sql`CREATE VIEW monitor.patroni AS
SELECT i.data ->> 'scope' AS cluster, m ->> 'name' AS name, m ->> 'role' AS role, m ->> 'state' AS state, m ->> 'host' AS host,
  (m ->> 'port')::integer AS port, (m ->> 'timeline')::bigint AS timeline,
  CASE WHEN m ->> 'lag' ~ '^[0-9]+$' THEN (m ->> 'lag')::bigint END AS lag, m -> 'tags' AS tags
FROM monitor.patroni_info i, json_array_elements(i.data -> 'members') m`,
    },
    foreign(
      'process_status',
      sql`user_name text, pid integer, parent integer, cpu real, memory real, rss_kib bigint, seconds bigint, state text, command text`,
      sql`program ${text(`ps -ww -eo user:63=,pid=,ppid=,pcpu=,pmem=,rss=,etimes=,stat=,args= | sed -E 's/^ *${'([^ ]+) +'.repeat(8)}(.*)$/${columns(9)}/'`)}, ${rawLines}`,
    ),
    foreign(
      'disk_free',
      sql`filesystem text, size_kib bigint, used_kib bigint, available_kib bigint, used_percent integer, mounted_on text`,
      sql`program ${text(`df -kP 2>/dev/null | sed -nE 's/^(.*[^ ]) +([0-9]+) +([0-9]+) +([0-9-]+) +([0-9]+)% +(\\/.*)$/${columns(6)}/p'`)}, ${rawLines}`,
    ),
  ]
}

/** The groups of a pattern of sed with the separator between them. */
function columns(count: number): string {
  return Array.from({ length: count }, (_, index) => `\\${index + 1}`).join('\\x01')
}
