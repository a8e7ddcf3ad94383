import { name, type Statement, sql } from '../../statement.js'
import { type MonitoringObject, readers } from './object.js'

/** The table stays, with the row of the cluster; pg_monitor writes it through the functions below. */
export function heartbeatTable(roles: ReadonlySet<string>): Statement[] {
  return [
    sql`CREATE TABLE IF NOT EXISTS monitor.heartbeat (id varchar(64) PRIMARY KEY, ts timestamptz, lsn bigint, txid bigint)`,
    sql`GRANT SELECT, INSERT, UPDATE, DELETE ON monitor.heartbeat TO pg_monitor`,
    ...(roles.has('dbrole_readwrite') ? [sql`REVOKE INSERT, UPDATE, DELETE ON monitor.heartbeat FROM ${name('dbrole_readwrite')}`] : []),
  ]
}

export const heartbeat: readonly MonitoringObject[] = [
  {
    kind: 'FUNCTION',
    signature: 'upsert_heartbeat()',
    monitors: true,
    barred: readers,
    create: sql`CREATE OR REPLACE FUNCTION monitor.upsert_heartbeat() RETURNS monitor.heartbeat LANGUAGE sql VOLATILE SET search_path = '' AS $body$
  INSERT INTO monitor.heartbeat AS h (id, ts, lsn, txid)
  VALUES (current_setting('cluster_name'), clock_timestamp(), (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint, txid_current())
  ON CONFLICT (id) DO UPDATE SET ts = excluded.ts, lsn = excluded.lsn, txid = excluded.txid
  RETURNING h.*
$body$`,
  },
  {
    kind: 'FUNCTION',
    signature: 'beating()',
    monitors: true,
    barred: readers,
    create: sql`CREATE OR REPLACE FUNCTION monitor.beating()
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
$body$`,
  },
  {
    kind: 'FUNCTION',
    signature: 'explain(text)',
    monitors: false,
    barred: [],
    create: sql`CREATE OR REPLACE FUNCTION monitor.explain(query text) RETURNS json LANGUAGE plpgsql VOLATILE SET search_path = '' AS $body$
DECLARE
  plan json;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, VERBOSE, BUFFERS, FORMAT JSON) ' || query INTO plan;
  RETURN plan;
END
$body$`,
  },
]
