import { describe, expect, test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../compile.js'

const long = 'x'.repeat(64)
const exact = 'ü'.repeat(31)

describe('names that PostgreSQL would cut off', () => {
  test.each([
    ['schema', `pg_databases: [{ name: shop, schemas: [${long}] }]`],
    ['owner of a schema', `pg_databases: [{ name: shop, schemas: [{ name: s, owner: ${long} }] }]`],
    ['extension', `pg_databases: [{ name: shop, extensions: [${long}] }]`],
    ['schema of an extension', `pg_default_extensions: [{ name: hstore, schema: ${'ü'.repeat(32)} }]`],
    ['tablespace', `pg_databases: [{ name: shop, tablespace: ${long} }]`],
    ['role', `pg_users: [{ name: bob, roles: [${long}] }]`],
  ])('%s', (_, cluster) => {
    expectErrors(minimal({ cluster }), [{ code: 'object-name', message: /more than 63 bytes, and PostgreSQL would cut it off/ }])
  })

  test('grantee of a default privilege', () => {
    expectErrors(minimal({ cluster: `pg_default_privileges: [GRANT SELECT ON TABLES TO ${long}]` }), [
      { code: 'default-privilege', message: /more than 63 bytes/ },
    ])
  })

  test('63 bytes are kept', () => {
    const { files } = compileValid(minimal({ cluster: `pg_databases: [{ name: shop, schemas: [${exact}x] }]` }))
    expect(files.some(({ text }) => text.includes(`CREATE SCHEMA IF NOT EXISTS "${exact}x";`))).toBe(true)
  })
})

describe('lines of haproxy_services that would leave their section', () => {
  test.each(['global', "'global'", 'backend other', '.if 1', '.alert x'])('%s', (line) => {
    const service = `{ name: web, port: 8080, options: [${JSON.stringify(line)}], servers: [{ name: one, ip: 10.0.0.1, port: 80 }] }`
    expectErrors(minimal({ cluster: `haproxy_services: [${service}]` }), [{ code: 'balancer-service', message: /options\[0\] must not begin with/ }])
  })
})

test.each([
  ['a setting with a carriage return', 'pg_users: [{ name: bob, parameters: { app.word: "a\\rb" } }]', 'object-setting'],
  ['a repository path that is not absolute', 'pgbackrest_method: own\npgbackrest_repo: { own: { path: backup, retention_full: 2 } }', 'backup-repository'],
  ['a home directory with ..', 'pg_dbsu_home: /var/../etc', 'path-form'],
  ['the root as home directory', 'pg_dbsu_home: /', 'path-form'],
  ['a user of the statistics page with a colon', "haproxy_admin_username: 'adm:in'", 'balancer-setting'],
  [
    'a server with an address in brackets that is none',
    "haproxy_services: [{ name: web, port: 8080, servers: [{ name: one, ip: '10.0.0.1[x]', port: 80 }] }]",
    'balancer-service',
  ],
  ['a server with an empty label', 'haproxy_services: [{ name: web, port: 8080, servers: [{ name: one, ip: a..b, port: 80 }] }]', 'balancer-service'],
  ['a name of options that systemd would drop', 'pg_exporter_options: "--a=\\ufdd0"', 'exporter-setting'],
  ['a database rule with a slash alone', 'pg_hba_rules: [{ user: all, db: /, addr: intra, auth: pwd }]', 'hba-name'],
  ['a cluster name longer than a DNS label', `pg_cluster: ${'c'.repeat(64)}`, 'cluster-name'],
])('%s is refused', (_, cluster, code) => {
  expectErrors(minimal({ cluster }), [{ code }])
})
