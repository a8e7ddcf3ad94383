import { expect, test } from 'vitest'
import { compileValid, expectErrors, minimal, ofCode } from '../compile.js'

const code = 'setting-not-in-release'

test.each([
  [17, 'io_method'],
  [19, 'io_workers'],
  [16, 'vacuum_defer_cleanup_age'],
  [16, 'sync_replication_slots'],
])('PostgreSQL %i does not start with %s', (version, name) => {
  const cluster = `pg_version: ${version}\npg_parameters: { ${name}: 1 }`
  expectErrors(minimal({ cluster }), [{ code, line: 11, message: new RegExp(`PostgreSQL ${version} has no setting ${name}`) }])
})

test('what it has it takes, and what nobody knows passes', () => {
  const cluster = 'pg_version: 18\npg_parameters: { io_method: sync, shop.thing: 1, some_future_setting: 1 }'
  expect(ofCode(compileValid(minimal({ cluster })), code)).toEqual([])
})
