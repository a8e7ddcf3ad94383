import { expect, test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../compile.js'

const privileges = (list: string) =>
  compileValid(minimal({ cluster: `pg_version: 17\npg_default_privileges:\n${list}` })).model?.clusters[0]?.primary.provisioning.privileges.map(
    ({ at: _, ...privilege }) => privilege,
  )

test('a default privilege is read as SQL reads it', () => {
  expect(
    privileges(`  - grant  select, maintain on tables to DBRole_Admin,"dbrole_offline" , public with grant option;
  - GRANT ALL PRIVILEGES ON SCHEMAS TO GROUP dbrole_admin`),
  ).toEqual([
    { privileges: ['SELECT', 'MAINTAIN'], objects: 'TABLES', grantees: ['dbrole_admin', 'dbrole_offline', undefined], grantable: true },
    { privileges: ['ALL'], objects: 'SCHEMAS', grantees: ['dbrole_admin'], grantable: false },
  ])
})

test('KD-45: what is no grant is an error at its entry', () => {
  const cluster = `pg_version: 16
pg_default_privileges:
  - REVOKE SELECT ON TABLES FROM x
  - GRANT SELECT ON VIEWS TO dbrole_admin
  - GRANT MAINTAIN ON TABLES TO dbrole_admin
  - GRANT SELECT ON TABLES TO a b
  - GRANT SELECT ON TABLES TO a,,b
  - "GRANT SELECT ON TABLES TO a; DROP TABLE b"`
  expectErrors(minimal({ cluster }), [
    { code: 'default-privilege', message: 'must have the shape' },
    { code: 'default-privilege', message: 'grants on VIEWS' },
    { code: 'default-privilege', message: 'grants MAINTAIN on TABLES, which PostgreSQL 16 does not have' },
    { code: 'default-privilege', message: 'no list of roles' },
    { code: 'default-privilege', message: 'no list of roles' },
    { code: 'default-privilege', message: 'no list of roles' },
  ])
})

test('names that PostgreSQL keeps, days that are none, settings that no server has', () => {
  const cluster = `pg_users:
  - { name: pg_me }
  - { name: public }
  - { name: none }
  - { name: a, expire_at: '2023-02-29' }
  - { name: b, expire_at: soon }
  - { name: c, parameters: { 'work mem': 1MB } }
  - { name: dbuser_dba, state: absent }
  - { name: d, expire_at: infinity }
  - { name: e, expire_at: '2024-02-29 12:30:00+02' }`
  expectErrors(minimal({ cluster }), [
    { code: 'user-name', message: 'pg_me' },
    { code: 'user-name', message: 'public' },
    { code: 'user-name', message: 'none' },
    { code: 'user-expiry', message: '2023-02-29' },
    { code: 'user-expiry', message: 'soon' },
    { code: 'object-setting', message: 'user c has a setting `work mem`' },
    { code: 'object-kept', message: 'dbuser_dba' },
  ])
})

test('clauses that the release does not have', () => {
  const cluster = `pg_version: 14
pg_databases:
  - { name: a, strategy: FILE_COPY }
  - { name: b, locale_provider: icu }
  - { name: c, icu_rules: x }
  - { name: d, builtin_locale: PG_UNICODE_FAST }`
  expectErrors(minimal({ cluster }), [
    { code: 'database-clause', message: 'strategy FILE_COPY of database a needs PostgreSQL 15, and pg_version is 14' },
    { code: 'database-clause', message: 'needs PostgreSQL 15' },
    { code: 'database-clause', message: 'needs PostgreSQL 16' },
    { code: 'database-clause', message: 'needs PostgreSQL 18' },
  ])
})

test('databases whose name or state cannot be', () => {
  const cluster = `pg_databases:
  - { name: a/b, pgbouncer: false, register_datasource: false }
  - { name: ${'é'.repeat(32)}, pgbouncer: false }
  - { name: template1, state: absent }
  - { name: shop, baseline: x.sql }
  - { name: shop-baseline }`
  expectErrors(minimal({ cluster }), [
    { code: 'database-name', message: 'slash' },
    { code: 'database-name', message: '63 bytes' },
    { code: 'object-kept', message: 'template1' },
    { code: 'database-name', message: 'shop-baseline' },
  ])
})
