import { expect, test } from 'vitest'
import { compileValid, expectErrors, minimal, ofCode } from '../compile.js'

const code = 'setting-context'

test.each([
  [
    'max_connections: 10',
    /^setting max_connections of user app is refused, since max_connections holds for the whole server and is read when it starts: set it/,
  ],
  ['checkpoint_timeout: 1h', /is read from its files: set it in pg_parameters/],
  ['log_disconnections: true', /is read when a connection begins/],
  ['block_size: 8192', /nobody can set: it tells how the server was built or created: leave it out/],
])('a user with %s', (setting, message) => {
  expectErrors(minimal({ cluster: `pg_users: [{ name: app, password: Secret.App, parameters: { ${setting} } }]` }), [{ code, line: 10, message }])
})

test('a database, and the whole server', () => {
  const cluster = 'pg_databases: [{ name: shop, parameters: { fsync: off } }]\npg_parameters: { wal_block_size: 8192, wal_buffers: 32MB }'
  expectErrors(minimal({ cluster }), [
    { code, line: 10, message: /fsync of database shop/ },
    { code, line: 11, message: /^pg_parameters\.wal_block_size is refused/ },
  ])
})

test('what a session can set passes', () => {
  const cluster = 'pg_users: [{ name: app, password: Secret.App, parameters: { log_statement: all, work_mem: 1GB, shop.thing: 1 } }]'
  expect(ofCode(compileValid(minimal({ cluster })), code)).toEqual([])
})
