import { sql } from '../../statement.js'
import { type MonitoringObject, readers } from './object.js'

/** The server's shared memory, which only superusers may list before 15. */
export const sharedMemory: MonitoringObject = {
  kind: 'FUNCTION',
  signature: 'pg_shmem()',
  monitors: true,
  barred: readers,
  create: sql`CREATE OR REPLACE FUNCTION monitor.pg_shmem() RETURNS SETOF pg_shmem_allocations LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $body$
  SELECT * FROM pg_shmem_allocations
$body$`,
}

/** What PgBouncer asks as the superuser. Roles that cannot log in or have expired get no answer (KD-71): the pool does not look at that itself. */
export const poolAuth: MonitoringObject = {
  kind: 'FUNCTION',
  signature: 'pgbouncer_auth(text)',
  monitors: false,
  barred: readers,
  create: sql`CREATE OR REPLACE FUNCTION monitor.pgbouncer_auth(user_name text) RETURNS TABLE (username text, password text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $body$
  SELECT rolname::text, rolpassword::text FROM pg_authid
  WHERE rolname = user_name AND NOT rolsuper AND rolcanlogin AND (rolvaliduntil IS NULL OR rolvaliduntil > now())
$body$`,
}
