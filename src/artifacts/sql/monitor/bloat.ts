import { sql, word } from '../../statement.js'
import type { MonitoringObject } from './object.js'

const open = { monitors: true, barred: [] } as const

/**
 * Estimates from the planner's statistics: the pages that the rows would need, against the pages there are. A tuple has 24 bytes of header and 4 of
 * line pointer, a page 24 of header (an index page 16 more); data is aligned to 8. They see every table, so they run with the rights of their owner.
 */
export const bloat: readonly MonitoringObject[] = [
  {
    ...open,
    kind: 'FUNCTION',
    signature: 'pg_table_bloat()',
    create: sql`CREATE OR REPLACE FUNCTION monitor.pg_table_bloat()
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
$body$`,
  },
  {
    ...open,
    kind: 'FUNCTION',
    signature: 'pg_index_bloat()',
    create: sql`CREATE OR REPLACE FUNCTION monitor.pg_index_bloat()
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
$body$`,
  },
  { ...open, kind: 'VIEW', signature: 'pg_table_bloat', create: sql`CREATE VIEW monitor.pg_table_bloat AS SELECT * FROM monitor.pg_table_bloat()` },
  { ...open, kind: 'VIEW', signature: 'pg_index_bloat', create: sql`CREATE VIEW monitor.pg_index_bloat AS SELECT * FROM monitor.pg_index_bloat()` },
  {
    ...open,
    kind: 'VIEW',
    signature: 'pg_bloat',
    create: sql`CREATE VIEW monitor.pg_bloat AS
SELECT t.datname, t.nspname, t.relname AS tblname, t.tblid, t.size AS tblsize, t.ratio AS tblratio,
  i.relname AS idxname, i.idxid, i.size AS idxsize, i.ratio AS idxratio
FROM monitor.pg_table_bloat t LEFT JOIN monitor.pg_index_bloat i ON i.tblid = t.tblid`,
  },
  ...['pg_table_bloat', 'pg_index_bloat'].map(
    (source): MonitoringObject => ({
      ...open,
      kind: 'VIEW',
      signature: `${source}_human`,
      create: sql`CREATE VIEW monitor.${word(`${source}_human`)} AS
SELECT b.nspname || '.' || b.relname AS name, pg_size_pretty(b.size) AS size, pg_size_pretty((b.size * b.ratio)::bigint) AS wasted,
  round(100 * b.ratio::numeric, 1) || '%' AS ratio
FROM monitor.${word(source)} b ORDER BY b.size * b.ratio DESC`,
    }),
  ),
]
