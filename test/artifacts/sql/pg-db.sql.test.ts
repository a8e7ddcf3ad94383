import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

const script = (database: string, more = ''): string =>
  compileValid(minimal({ cluster: `pg_databases: [{ name: shop, ${database} }]\n${more}` })).file('10.10.10.11', '/pg/tmp/pg-db-shop.sql')

test('a bare database is created, commented, and closed to makers of objects', () => {
  const text = script('state: create')
  expect(text).toContain('CREATE DATABASE "shop";')
  expect(text).toContain(`COMMENT ON DATABASE "shop" IS 'business database shop';`)
  expect(text).toContain('GRANT CREATE ON DATABASE "shop" TO "dbrole_admin";')
  expect(text).not.toMatch(/OWNER|CONNECT ON|CONNECTION LIMIT|DROP/)
})

test('every clause of CREATE DATABASE', () => {
  const text = script(
    `owner: dbuser_dba, template: template0, tablespace: fast, encoding: "U'8", locale: C, lc_collate: C, lc_ctype: C, is_template: true,
     strategy: file_copy, locale_provider: icu, icu_locale: en, icu_rules: "&a < b"`,
    'pg_version: 17',
  )
  expect(text).toContain(
    `CREATE DATABASE "shop" OWNER "dbuser_dba" TEMPLATE "template0" TABLESPACE "fast" STRATEGY 'FILE_COPY' ENCODING 'U''8' LOCALE 'C' LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER 'icu' ICU_LOCALE 'en' ICU_RULES '&a < b' IS_TEMPLATE true;`,
  )
})

test('the sessions of a template are ended, unless it is one of the server', () => {
  const clone = (template: string) =>
    compileValid(minimal({ cluster: `pg_databases: [{ name: base }, { name: shop, template: ${template} }]` })).file('10.10.10.11', '/pg/tmp/pg-db-shop.sql')
  expect(clone('base')).toContain(`pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'base'`)
  expect(clone('template1')).not.toContain('pg_terminate_backend')
  expect(clone('postgres')).toContain(`\\connect -reuse-previous=on "dbname=template1"`)
})

test('the right to connect is taken, given back, or left alone', () => {
  expect(script('revokeconn: true, owner: dbuser_monitor')).toContain('GRANT CONNECT ON DATABASE "shop" TO "dbuser_dba", "dbuser_monitor" WITH GRANT OPTION;')
  expect(script('revokeconn: false')).toContain('GRANT CONNECT ON DATABASE "shop" TO PUBLIC;')
})

test('an empty list of default privileges means the built-in one for an owner', () => {
  expect(script('owner: dbuser_dba', 'pg_default_privileges: []').match(/ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba"/g)).toHaveLength(17)
})

test('a database that lets nobody in is open while the script runs', () => {
  const text = script('allowconn: false')
  expect(text.indexOf('ALLOW_CONNECTIONS true')).toBeLessThan(text.indexOf(`"dbname=shop"`))
  expect(text.trimEnd().endsWith('ALTER DATABASE "shop" ALLOW_CONNECTIONS false;')).toBe(true)
})

test('recreate drops first, absent drops only', () => {
  const [recreated, absent] = [script('state: recreate'), script('state: absent')]
  expect(recreated.indexOf('DROP DATABASE "shop" WITH (FORCE);')).toBeLessThan(recreated.indexOf('CREATE DATABASE "shop"'))
  expect(absent).toContain('DROP DATABASE "shop" WITH (FORCE);')
  expect(absent).not.toContain('CREATE DATABASE')
})

test('a baseline is run from where the operator puts it', () => {
  const { file, diagnostics } = compileValid(minimal({ cluster: `pg_databases: [{ name: "it's", baseline: seed.sql, pgbouncer: false }]` }))
  expect(file('10.10.10.11', `/pg/tmp/pg-db-it's.sql`)).toContain(`\\i '/pg/tmp/pg-db-it''s-baseline.sql'`)
  expect(diagnostics.map(({ code }) => code)).toContain('baseline-to-deliver')
})
