import { expect, test } from 'vitest'
import { compileValid, expectErrors, minimal, ofCode } from '../compile.js'

const code = 'setting-not-in-release'

test.each([
  [17, 'io_method', 'which exists since 18'],
  [19, 'io_workers', 'which is gone since 19'],
  [16, 'vacuum_defer_cleanup_age', 'which is gone since 16'],
  [16, 'sync_replication_slots', 'which exists since 17'],
])('PostgreSQL %i does not start with %s', (version, name, history) => {
  const cluster = `pg_version: ${version}\npg_parameters: { ${name}: 1 }`
  expectErrors(minimal({ cluster }), [{ code, line: 11, message: new RegExp(`PostgreSQL ${version} has no setting ${name}, ${history}, and a server`) }])
})

test('what it has it takes', () => {
  const cluster = 'pg_version: 18\npg_parameters: { io_method: sync, shop.thing: 1 }'
  expect(ofCode(compileValid(minimal({ cluster })), code)).toEqual([])
})

test('of a user', () => {
  const cluster = 'pg_version: 16\npg_users: [{ name: app, password: Secret.App, parameters: { transaction_timeout: 1s } }]'
  expectErrors(minimal({ cluster }), [{ code, line: 11, message: /^setting transaction_timeout of user app: PostgreSQL 16 has no.*the server refuses it/ }])
})
