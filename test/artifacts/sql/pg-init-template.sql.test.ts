import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

const path = '/pg/tmp/pg-init-template.sql'
const script = (cluster: string): string => compileValid(minimal({ cluster })).file('10.10.10.11', path)

test('KD-18: Patroni is asked where it listens, on every member', () => {
  const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: replica }', '10.10.10.12': '{ pg_seq: 2, pg_role: primary, patroni_port: 8009 }' }
  const text = compileValid(minimal({ members, cluster: 'patroni_ssl_enabled: true' })).file('10.10.10.12', path)
  expect(text).toContain(
    "'curl -sfg -m 3 --cacert /pg/cert/ca.crt ''https://10.10.10.12:8009/cluster'' || curl -sfg -m 3 --cacert /pg/cert/ca.crt ''https://10.10.10.11:8008/cluster'''",
  )
  expect(text).not.toContain('127.0.0.1')
})

test('KD-45: names of administrators and of grantees are quoted', () => {
  const text = script(`pg_admin_username: my-admin
pg_default_roles: [{ name: replicator }, { name: my-admin }, { name: dbuser_monitor }]
pg_default_privileges: ['grant select, insert on tables to my-admin, public']`)
  expect(text).toContain('ALTER DEFAULT PRIVILEGES FOR ROLE "my-admin" GRANT SELECT, INSERT ON TABLES TO "my-admin", PUBLIC;')
  expect(text).not.toContain('dbrole')
})

test.each([
  [13, 'pg_start_backup(text, boolean, boolean)', 'pg_backup_start'],
  [14, 'pg_stop_backup(boolean, boolean)', 'pg_backup_stop'],
  [15, 'pg_backup_start(text, boolean)', 'pg_start_backup'],
  [18, 'pg_backup_stop(boolean)', 'pg_stop_backup'],
])('KD-77: release %s lets replication take a backup', (version, wanted, other) => {
  const text = script(`pg_version: ${version}`)
  expect(text).toContain(wanted)
  expect(text).not.toContain(other)
})

test('columns that the release does not have are left out', () => {
  expect(script('pg_version: 13')).toContain('application_name text, backend text)')
  expect(script('pg_version: 14')).toContain('application_name text, backend text, leader_pid integer, query_id bigint)')
  expect(script('pg_version: 13')).not.toContain('waitstart')
  expect(script('pg_version: 14')).toContain('waitstart')
})

test('the lookup of the pool is there with the pool', () => {
  expect(script('')).toContain('monitor.pgbouncer_auth(')
  expect(script('pgbouncer_enabled: false')).not.toContain('pgbouncer_auth')
})

test('a package that is missing is named, and the rest goes on', () => {
  expect(script('pg_default_extensions: [{ name: "o\'dd", schema: x, version: "1" }, { name: old, state: absent }]')).toContain(
    `name = 'o''dd') AS holds \\gset
\\if :holds
CREATE EXTENSION IF NOT EXISTS "o'dd" WITH SCHEMA "x" VERSION '1' CASCADE;
\\else
\\warn 'extension o''dd is skipped: its package is not installed on this machine'
\\endif
DROP EXTENSION IF EXISTS "old" CASCADE;`,
  )
})
