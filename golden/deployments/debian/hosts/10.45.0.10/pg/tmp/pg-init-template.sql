-- Written by pgcompile: change the inventory and compile again.
-- What every new database begins with. /pg/bin/pg-init runs it in template1, then in postgres; a second run changes nothing.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
SET client_min_messages = 'warning';

-- What objects made later give to others
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT USAGE ON SCHEMAS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT SELECT ON TABLES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT SELECT ON SEQUENCES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT EXECUTE ON FUNCTIONS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT USAGE ON SCHEMAS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT SELECT ON TABLES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT SELECT ON SEQUENCES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT EXECUTE ON FUNCTIONS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT INSERT ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT UPDATE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT DELETE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT USAGE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT UPDATE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT TRUNCATE ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT REFERENCES ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT TRIGGER ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "postgres" GRANT CREATE ON SCHEMAS TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT USAGE ON SCHEMAS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT SELECT ON TABLES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT SELECT ON SEQUENCES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT EXECUTE ON FUNCTIONS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT USAGE ON SCHEMAS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT SELECT ON TABLES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT SELECT ON SEQUENCES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT EXECUTE ON FUNCTIONS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT INSERT ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT UPDATE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT DELETE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT USAGE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT UPDATE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT TRUNCATE ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT REFERENCES ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT TRIGGER ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT CREATE ON SCHEMAS TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT USAGE ON SCHEMAS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT SELECT ON TABLES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT SELECT ON SEQUENCES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT EXECUTE ON FUNCTIONS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT USAGE ON SCHEMAS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT SELECT ON TABLES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT SELECT ON SEQUENCES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT EXECUTE ON FUNCTIONS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT INSERT ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT UPDATE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT DELETE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT USAGE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT UPDATE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT TRUNCATE ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT REFERENCES ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT TRIGGER ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbrole_admin" GRANT CREATE ON SCHEMAS TO "dbrole_admin";

-- Schemas
CREATE SCHEMA IF NOT EXISTS monitor;
CREATE SCHEMA IF NOT EXISTS "monitor";

-- Only administrators make objects in schema public
SELECT to_regnamespace('public') IS NOT NULL AS holds \gset
\if :holds
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
\endif

-- Extensions
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_stat_statements') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "pg_stat_statements" WITH SCHEMA "monitor" CASCADE;
\else
\warn 'extension pg_stat_statements is skipped: its package is not installed on this machine'
\endif
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pgstattuple') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "pgstattuple" WITH SCHEMA "monitor" CASCADE;
\else
\warn 'extension pgstattuple is skipped: its package is not installed on this machine'
\endif
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_buffercache') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "pg_buffercache" WITH SCHEMA "monitor" CASCADE;
\else
\warn 'extension pg_buffercache is skipped: its package is not installed on this machine'
\endif
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pageinspect') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "pageinspect" WITH SCHEMA "monitor" CASCADE;
\else
\warn 'extension pageinspect is skipped: its package is not installed on this machine'
\endif
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_prewarm') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "pg_prewarm" WITH SCHEMA "monitor" CASCADE;
\else
\warn 'extension pg_prewarm is skipped: its package is not installed on this machine'
\endif
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_visibility') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "pg_visibility" WITH SCHEMA "monitor" CASCADE;
\else
\warn 'extension pg_visibility is skipped: its package is not installed on this machine'
\endif
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_freespacemap') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "pg_freespacemap" WITH SCHEMA "monitor" CASCADE;
\else
\warn 'extension pg_freespacemap is skipped: its package is not installed on this machine'
\endif
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'postgres_fdw') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "postgres_fdw" WITH SCHEMA "public" CASCADE;
\else
\warn 'extension postgres_fdw is skipped: its package is not installed on this machine'
\endif
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'file_fdw') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "file_fdw" WITH SCHEMA "public" CASCADE;
\else
\warn 'extension file_fdw is skipped: its package is not installed on this machine'
\endif
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'btree_gist') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "btree_gist" WITH SCHEMA "public" CASCADE;
\else
\warn 'extension btree_gist is skipped: its package is not installed on this machine'
\endif
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'btree_gin') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "btree_gin" WITH SCHEMA "public" CASCADE;
\else
\warn 'extension btree_gin is skipped: its package is not installed on this machine'
\endif
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "pg_trgm" WITH SCHEMA "public" CASCADE;
\else
\warn 'extension pg_trgm is skipped: its package is not installed on this machine'
\endif
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'intagg') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "intagg" WITH SCHEMA "public" CASCADE;
\else
\warn 'extension intagg is skipped: its package is not installed on this machine'
\endif
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'intarray') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "intarray" WITH SCHEMA "public" CASCADE;
\else
\warn 'extension intarray is skipped: its package is not installed on this machine'
\endif
SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_repack') AS holds \gset
\if :holds
CREATE EXTENSION IF NOT EXISTS "pg_repack" WITH CASCADE;
\else
\warn 'extension pg_repack is skipped: its package is not installed on this machine'
\endif

-- Access to files of the server
CREATE EXTENSION IF NOT EXISTS file_fdw;
CREATE SERVER IF NOT EXISTS fs FOREIGN DATA WRAPPER file_fdw;

-- What backups and replication call
GRANT USAGE ON SCHEMA pg_catalog TO "replicator";
GRANT EXECUTE ON FUNCTION pg_catalog.current_setting(text),
  pg_catalog.set_config(text, text, boolean),
  pg_catalog.pg_is_in_recovery(),
  pg_catalog.pg_create_restore_point(text),
  pg_catalog.pg_switch_wal(),
  pg_catalog.pg_last_wal_replay_lsn(),
  pg_catalog.txid_current(),
  pg_catalog.txid_current_snapshot(),
  pg_catalog.txid_snapshot_xmax(txid_snapshot),
  pg_catalog.pg_control_checkpoint(),
  pg_catalog.pg_backup_start(text, boolean),
  pg_catalog.pg_backup_stop(boolean) TO "replicator";

-- Schema of what monitoring reads
GRANT USAGE ON SCHEMA monitor TO "dbuser_monitor", "dbuser_dba", "replicator";
ALTER ROLE "dbuser_monitor" SET search_path TO 'monitor', 'public';

-- From here on all or nothing: what is made anew below is never missing
BEGIN;

-- Heartbeat of the cluster
CREATE TABLE IF NOT EXISTS monitor.heartbeat (id varchar(64) PRIMARY KEY, ts timestamptz, lsn bigint, txid bigint);
GRANT SELECT, INSERT, UPDATE, DELETE ON monitor.heartbeat TO pg_monitor;
REVOKE INSERT, UPDATE, DELETE ON monitor.heartbeat FROM "dbrole_readwrite";
CREATE OR REPLACE FUNCTION monitor.upsert_heartbeat() RETURNS monitor.heartbeat LANGUAGE sql VOLATILE SET search_path = '' AS $body$
  INSERT INTO monitor.heartbeat AS h (id, ts, lsn, txid)
  VALUES (current_setting('cluster_name'), clock_timestamp(), (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint, txid_current())
  ON CONFLICT (id) DO UPDATE SET ts = excluded.ts, lsn = excluded.lsn, txid = excluded.txid
  RETURNING h.*
$body$;
REVOKE ALL ON FUNCTION monitor.upsert_heartbeat() FROM PUBLIC, "dbrole_readonly", "dbrole_offline";
GRANT EXECUTE ON FUNCTION monitor.upsert_heartbeat() TO pg_monitor;
CREATE OR REPLACE FUNCTION monitor.beating()
  RETURNS TABLE (cls text, ts timestamptz, lsn pg_lsn, lsn_int bigint, txid bigint, status text)
  LANGUAGE plpgsql VOLATILE SET search_path = '' AS $body$
DECLARE
  beat monitor.heartbeat;
BEGIN
  IF pg_is_in_recovery() THEN
    SELECT * INTO beat FROM monitor.heartbeat h WHERE h.id = current_setting('cluster_name');
    status := 'recovery';
  ELSE
    beat := monitor.upsert_heartbeat();
    status := 'leading';
  END IF;
  IF beat.id IS NULL THEN
    RETURN;
  END IF;
  cls := beat.id;
  ts := beat.ts;
  lsn := (to_hex(beat.lsn >> 32) || '/' || to_hex(beat.lsn & 4294967295))::pg_lsn;
  lsn_int := beat.lsn;
  txid := beat.txid;
  RETURN NEXT;
END
$body$;
REVOKE ALL ON FUNCTION monitor.beating() FROM PUBLIC, "dbrole_readonly", "dbrole_offline";
GRANT EXECUTE ON FUNCTION monitor.beating() TO pg_monitor;
CREATE OR REPLACE FUNCTION monitor.explain(query text) RETURNS json LANGUAGE plpgsql VOLATILE SET search_path = '' AS $body$
DECLARE
  plan json;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, VERBOSE, BUFFERS, FORMAT JSON) ' || query INTO plan;
  RETURN plan;
END
$body$;

-- Space that tables and indexes waste
DROP VIEW IF EXISTS monitor.pg_index_bloat_human;
DROP VIEW IF EXISTS monitor.pg_table_bloat_human;
DROP VIEW IF EXISTS monitor.pg_bloat;
DROP VIEW IF EXISTS monitor.pg_index_bloat;
DROP VIEW IF EXISTS monitor.pg_table_bloat;
CREATE OR REPLACE FUNCTION monitor.pg_table_bloat()
  RETURNS TABLE (datname text, nspname text, relname text, tblid oid, size bigint, ratio double precision)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $body$
  SELECT current_database()::text, n.nspname::text, c.relname::text, c.oid, pg_table_size(c.oid),
    greatest(0, 1 - ceil(c.reltuples * (28 + ceil(w.width / 8) * 8) / ((b.bytes - 24) * f.fill / 100)) / c.relpages)::double precision
  FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN (SELECT current_setting('block_size')::numeric AS bytes) b
    CROSS JOIN LATERAL (SELECT coalesce((SELECT option_value::numeric FROM pg_options_to_table(c.reloptions) WHERE option_name = 'fillfactor'), 100) AS fill) f
    CROSS JOIN LATERAL (SELECT coalesce(sum(s.stawidth * (1 - s.stanullfrac)), 0) AS width
      FROM pg_statistic s WHERE s.starelid = c.oid AND NOT s.stainherit) w
  WHERE c.relkind IN ('r', 'm') AND c.relpages > 0 AND c.reltuples >= 0
    AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
$body$;
GRANT EXECUTE ON FUNCTION monitor.pg_table_bloat() TO pg_monitor;
CREATE OR REPLACE FUNCTION monitor.pg_index_bloat()
  RETURNS TABLE (datname text, nspname text, relname text, tblid oid, idxid oid, size bigint, ratio double precision)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $body$
  SELECT current_database()::text, n.nspname::text, c.relname::text, i.indrelid, c.oid, pg_relation_size(c.oid),
    greatest(0, 1 - (1 + ceil(c.reltuples * (12 + ceil(w.width / 8) * 8) / ((b.bytes - 40) * f.fill / 100))) / c.relpages)::double precision
  FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_am a ON a.oid = c.relam AND a.amname = 'btree'
    CROSS JOIN (SELECT current_setting('block_size')::numeric AS bytes) b
    CROSS JOIN LATERAL (SELECT coalesce((SELECT option_value::numeric FROM pg_options_to_table(c.reloptions) WHERE option_name = 'fillfactor'), 90) AS fill) f
    CROSS JOIN LATERAL (SELECT coalesce(sum(s.stawidth * (1 - s.stanullfrac)), 0) AS width
      FROM unnest(i.indkey::smallint[]) WITH ORDINALITY k (attribute, place)
        JOIN pg_statistic s ON NOT s.stainherit AND (s.starelid, s.staattnum) IN ((i.indrelid, k.attribute), (i.indexrelid, k.place))) w
  WHERE c.relkind = 'i' AND c.relpages > 0 AND c.reltuples >= 0
    AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
$body$;
GRANT EXECUTE ON FUNCTION monitor.pg_index_bloat() TO pg_monitor;
CREATE VIEW monitor.pg_table_bloat AS SELECT * FROM monitor.pg_table_bloat();
GRANT SELECT ON TABLE monitor.pg_table_bloat TO pg_monitor;
CREATE VIEW monitor.pg_index_bloat AS SELECT * FROM monitor.pg_index_bloat();
GRANT SELECT ON TABLE monitor.pg_index_bloat TO pg_monitor;
CREATE VIEW monitor.pg_bloat AS
SELECT t.datname, t.nspname, t.relname AS tblname, t.tblid, t.size AS tblsize, t.ratio AS tblratio,
  i.relname AS idxname, i.idxid, i.size AS idxsize, i.ratio AS idxratio
FROM monitor.pg_table_bloat t LEFT JOIN monitor.pg_index_bloat i ON i.tblid = t.tblid;
GRANT SELECT ON TABLE monitor.pg_bloat TO pg_monitor;
CREATE VIEW monitor.pg_table_bloat_human AS
SELECT b.nspname || '.' || b.relname AS name, pg_size_pretty(b.size) AS size, pg_size_pretty((b.size * b.ratio)::bigint) AS wasted,
  round(100 * b.ratio::numeric, 1) || '%' AS ratio
FROM monitor.pg_table_bloat b ORDER BY b.size * b.ratio DESC;
GRANT SELECT ON TABLE monitor.pg_table_bloat_human TO pg_monitor;
CREATE VIEW monitor.pg_index_bloat_human AS
SELECT b.nspname || '.' || b.relname AS name, pg_size_pretty(b.size) AS size, pg_size_pretty((b.size * b.ratio)::bigint) AS wasted,
  round(100 * b.ratio::numeric, 1) || '%' AS ratio
FROM monitor.pg_index_bloat b ORDER BY b.size * b.ratio DESC;
GRANT SELECT ON TABLE monitor.pg_index_bloat_human TO pg_monitor;

-- Sessions, locks, scans of whole tables
DROP VIEW IF EXISTS monitor.pg_lock_waiting;
DROP VIEW IF EXISTS monitor.pg_seq_scan;
DROP VIEW IF EXISTS monitor.pg_session;
CREATE VIEW monitor.pg_session AS
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
GROUP BY GROUPING SETS ((datname), ());
GRANT SELECT ON TABLE monitor.pg_session TO pg_monitor;
CREATE VIEW monitor.pg_seq_scan AS
SELECT schemaname, relname, seq_scan, seq_tup_read, seq_tup_read / nullif(seq_scan, 0) AS seq_tup_avg, idx_scan, n_live_tup + n_dead_tup AS tuples
FROM pg_stat_user_tables WHERE seq_scan > 0 ORDER BY seq_scan DESC;
GRANT SELECT ON TABLE monitor.pg_seq_scan TO pg_monitor;
CREATE VIEW monitor.pg_lock_waiting AS
WITH RECURSIVE session AS (
  SELECT a.pid, a.datname, a.usename, a.application_name, a.client_addr, a.state, a.wait_event_type, a.wait_event, a.xact_start, a.query,
    pg_blocking_pids(a.pid) AS blockers, (SELECT min(l.waitstart) FROM pg_locks l WHERE l.pid = a.pid AND NOT l.granted) AS wait_start
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
FROM tree t LEFT JOIN session s ON s.pid = t.pid ORDER BY t.path;
GRANT SELECT ON TABLE monitor.pg_lock_waiting TO pg_monitor;

-- Shared memory, and the users of the pool
CREATE OR REPLACE FUNCTION monitor.pg_shmem() RETURNS SETOF pg_shmem_allocations LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $body$
  SELECT * FROM pg_shmem_allocations
$body$;
REVOKE ALL ON FUNCTION monitor.pg_shmem() FROM PUBLIC, "dbrole_readonly", "dbrole_offline";
GRANT EXECUTE ON FUNCTION monitor.pg_shmem() TO pg_monitor;
CREATE OR REPLACE FUNCTION monitor.pgbouncer_auth(user_name text) RETURNS TABLE (username text, password text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $body$
  SELECT rolname::text, rolpassword::text FROM pg_authid
  WHERE rolname = user_name AND NOT rolsuper AND rolcanlogin AND (rolvaliduntil IS NULL OR rolvaliduntil > now())
$body$;
REVOKE ALL ON FUNCTION monitor.pgbouncer_auth(text) FROM PUBLIC, "dbrole_readonly", "dbrole_offline";

-- Logs, backups, Patroni, processes and disks
SELECT to_regtype('monitor.log_level') IS NULL AS holds \gset
\if :holds
CREATE TYPE monitor.log_level AS ENUM ('LOG', 'INFO', 'NOTICE', 'WARNING', 'ERROR', 'FATAL', 'PANIC', 'DEBUG');
\endif
DROP FOREIGN TABLE IF EXISTS monitor.disk_free;
DROP FOREIGN TABLE IF EXISTS monitor.process_status;
DROP VIEW IF EXISTS monitor.patroni;
DROP FOREIGN TABLE IF EXISTS monitor.patroni_conf;
DROP FOREIGN TABLE IF EXISTS monitor.patroni_info;
DROP VIEW IF EXISTS monitor.pgbackrest;
DROP FOREIGN TABLE IF EXISTS monitor.pgbackrest_info;
DROP FOREIGN TABLE IF EXISTS monitor.pg_log;
CREATE FOREIGN TABLE monitor.pg_log (
  log_time timestamptz(3), user_name text, database_name text, process_id integer, connection_from text, session_id text, session_line_num bigint,
  command_tag text, session_start_time timestamptz, virtual_transaction_id text, transaction_id bigint, error_severity monitor.log_level,
  sql_state_code text, message text, detail text, hint text, internal_query text, internal_query_pos integer, context text, query text,
  query_pos integer, location text, application_name text, backend text, leader_pid integer, query_id bigint) SERVER fs OPTIONS (program 'cat -- "$(sed -n ''s/^csvlog //p'' current_logfiles)"', format 'csv');
REVOKE ALL ON TABLE monitor.pg_log FROM PUBLIC, "dbrole_readonly", "dbrole_offline", "dbrole_readwrite", "dbrole_admin";
GRANT SELECT ON TABLE monitor.pg_log TO pg_monitor;
CREATE FOREIGN TABLE monitor.pgbackrest_info (data json) SERVER fs OPTIONS (program 'pgbackrest --stanza=herbs --output=json info', format 'csv', delimiter E'\x01', quote E'\x02');
REVOKE ALL ON TABLE monitor.pgbackrest_info FROM PUBLIC, "dbrole_readonly", "dbrole_offline", "dbrole_readwrite";
GRANT SELECT ON TABLE monitor.pgbackrest_info TO pg_monitor;
CREATE VIEW monitor.pgbackrest AS
SELECT stanza ->> 'name' AS stanza, backup ->> 'label' AS label, backup ->> 'type' AS type, backup ->> 'prior' AS prior,
  to_timestamp((backup #>> '{timestamp,start}')::bigint) AS start_time, to_timestamp((backup #>> '{timestamp,stop}')::bigint) AS stop_time,
  (backup #>> '{info,size}')::bigint AS size, (backup #>> '{info,delta}')::bigint AS delta,
  backup #>> '{lsn,start}' AS start_lsn, backup #>> '{lsn,stop}' AS stop_lsn, (backup ->> 'error')::boolean AS error
FROM monitor.pgbackrest_info i, json_array_elements(i.data) stanza, json_array_elements(stanza -> 'backup') backup;
REVOKE ALL ON TABLE monitor.pgbackrest FROM PUBLIC, "dbrole_readonly", "dbrole_offline", "dbrole_readwrite", "dbrole_admin";
GRANT SELECT ON TABLE monitor.pgbackrest TO pg_monitor;
CREATE FOREIGN TABLE monitor.patroni_info (data json) SERVER fs OPTIONS (program 'curl -sfg -m 3 ''http://10.45.0.10:8008/cluster'' || curl -sfg -m 3 ''http://10.45.0.11:8008/cluster''', format 'csv', delimiter E'\x01', quote E'\x02');
REVOKE ALL ON TABLE monitor.patroni_info FROM PUBLIC, "dbrole_readonly", "dbrole_offline", "dbrole_readwrite";
GRANT SELECT ON TABLE monitor.patroni_info TO pg_monitor;
CREATE FOREIGN TABLE monitor.patroni_conf (data json) SERVER fs OPTIONS (filename '/pg/data/patroni.dynamic.json', format 'csv', delimiter E'\x01', quote E'\x02');
REVOKE ALL ON TABLE monitor.patroni_conf FROM PUBLIC, "dbrole_readonly", "dbrole_offline", "dbrole_readwrite";
GRANT SELECT ON TABLE monitor.patroni_conf TO pg_monitor;
CREATE VIEW monitor.patroni AS
SELECT i.data ->> 'scope' AS cluster, m ->> 'name' AS name, m ->> 'role' AS role, m ->> 'state' AS state, m ->> 'host' AS host,
  (m ->> 'port')::integer AS port, (m ->> 'timeline')::bigint AS timeline,
  CASE WHEN m ->> 'lag' ~ '^[0-9]+$' THEN (m ->> 'lag')::bigint END AS lag, m -> 'tags' AS tags
FROM monitor.patroni_info i, json_array_elements(i.data -> 'members') m;
REVOKE ALL ON TABLE monitor.patroni FROM PUBLIC, "dbrole_readonly", "dbrole_offline", "dbrole_readwrite";
GRANT SELECT ON TABLE monitor.patroni TO pg_monitor;
CREATE FOREIGN TABLE monitor.process_status (user_name text, pid integer, parent integer, cpu real, memory real, rss_kib bigint, seconds bigint, state text, command text) SERVER fs OPTIONS (program E'ps -ww -eo user:63=,pid=,ppid=,pcpu=,pmem=,rss=,etimes=,stat=,args= | sed -E ''s/^ *([^ ]+) +([^ ]+) +([^ ]+) +([^ ]+) +([^ ]+) +([^ ]+) +([^ ]+) +([^ ]+) +(.*)$/\\1\\x01\\2\\x01\\3\\x01\\4\\x01\\5\\x01\\6\\x01\\7\\x01\\8\\x01\\9/''', format 'csv', delimiter E'\x01', quote E'\x02');
REVOKE ALL ON TABLE monitor.process_status FROM PUBLIC, "dbrole_readonly", "dbrole_offline", "dbrole_readwrite";
GRANT SELECT ON TABLE monitor.process_status TO pg_monitor;
CREATE FOREIGN TABLE monitor.disk_free (filesystem text, size_kib bigint, used_kib bigint, available_kib bigint, used_percent integer, mounted_on text) SERVER fs OPTIONS (program E'df -kP 2>/dev/null | sed -nE ''s/^(.*[^ ]) +([0-9]+) +([0-9]+) +([0-9-]+) +([0-9]+)% +(\\/.*)$/\\1\\x01\\2\\x01\\3\\x01\\4\\x01\\5\\x01\\6/p''', format 'csv', delimiter E'\x01', quote E'\x02');
REVOKE ALL ON TABLE monitor.disk_free FROM PUBLIC, "dbrole_readonly", "dbrole_offline", "dbrole_readwrite";
GRANT SELECT ON TABLE monitor.disk_free TO pg_monitor;

-- Done
COMMIT;
