import { expect, test } from 'vitest'
import { compileValid, expectErrors, minimal, ofCode } from '../compile.js'

const code = 'setting-unknown'

test('a name of pg_parameters that no release has, with the nearest', () => {
  expectErrors(minimal({ cluster: 'pg_parameters: { shared_bufers: 1GB }' }), [
    { code, line: 10, message: 'pg_parameters.shared_bufers is no setting of PostgreSQL, which refuses it; did you mean shared_buffers?' },
  ])
})

test('of a user and a database', () => {
  const cluster = 'pg_users: [{ name: app, password: Secret.App, parameters: { wrk_mem: 1 } }]\npg_databases: [{ name: shop, parameters: { zzz: 1 } }]'
  expectErrors(minimal({ cluster }), [
    { code, line: 10, message: /^setting wrk_mem of user app is no setting.*did you mean work_mem\?$/ },
    { code, line: 11, message: /^setting zzz of database shop is no setting of PostgreSQL, which refuses it$/ },
  ])
})

test.each([
  'pg_parameters: { shop.thing: 1, auto_explain.log_format: json }',
  'pg_parameters: { sort_mem: 64MB }',
  'pg_version: 19\npg_parameters: { some_future_setting: 1 }',
  'pg_users: [{ name: gone, state: absent, parameters: { zzz: 1 } }]',
  'pg_mode: ivory\npg_parameters: { oracle_like: 1 }',
])('%s passes', (cluster) => {
  expect(ofCode(compileValid(minimal({ cluster })), code)).toEqual([])
})
