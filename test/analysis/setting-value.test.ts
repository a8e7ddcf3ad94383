import { expect, test } from 'vitest'
import { compileValid, expectErrors, minimal, ofCode } from '../compile.js'

const code = 'setting-value'

test.each([
  [18, "work_mem: '64 mb'", /^pg_parameters\.work_mem must be a whole number with a unit of B, kB, MB, GB, TB \(kB where there is none\), not `64 mb`/],
  [18, 'autovacuum: maybe', /must be on or off, not `maybe`/],
  [18, 'autovacuum_naptime: 0', /must be from 1 to 2147483 s, not `0`/],
  [18, 'log_statement: most', /must be one of none, ddl, mod, all, not `most`/],
  [14, 'wal_compression: lz4', /must be on or off, not `lz4`, which PostgreSQL 14 refuses/],
  [18, 'log_autovacuum_min_duration: 5sec', /with a unit of us, ms, s, min, h, d/],
])('PostgreSQL %i, %s', (version, setting, message) => {
  expectErrors(minimal({ cluster: `pg_version: ${version}\npg_parameters: { ${setting} }` }), [{ code, line: 11, message }])
})

test('of a user and a database, but not where it goes back to the default', () => {
  const cluster =
    'pg_users: [{ name: app, password: Secret.App, parameters: { statement_timeout: 1hour, work_mem: DEFAULT } }]\npg_databases: [{ name: shop, parameters: { jit: x } }]'
  expectErrors(minimal({ cluster }), [
    { code, line: 10, message: /^setting statement_timeout of user app must be a whole number with a unit/ },
    { code, line: 11, message: /^setting jit of database shop must be on or off/ },
  ])
})

test('what the server can read passes', () => {
  const cluster = "pg_parameters: { work_mem: 0x100000, autovacuum: tru, deadlock_timeout: ' 1.5 s ', synchronous_commit: 'no', archive_command: anything }"
  expect(ofCode(compileValid(minimal({ cluster })), code)).toEqual([])
})
