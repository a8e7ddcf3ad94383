import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileValid, expectErrors, minimal, ofCode } from '../compile.js'
import { hasPostgres, PostgresServer, programs, Sandbox } from '../daemons/postgres.js'

const code = 'setting-conflict'

/** pg_max_conn, pg_parameters, the message, and what the server says of them. */
const conflicts: readonly (readonly [number, string, RegExp, RegExp])[] = [
  [100, 'superuser_reserved_connections: 100', /superuser_reserved_connections 100 must leave connections of max_connections 100/, /must be less than/],
  [100, 'max_wal_size: 20MB', /max_wal_size must be at least two WAL segments, 32MB, not 20MB/, /max_wal_size.* must be at least twice/],
  [100, 'log_statement_stats: on, log_parser_stats: on', /cannot both be on/, /log_(?:parser|statement)_stats/],
  [100, 'shared_memory_type: sysv, huge_pages: on', /huge_pages on needs shared_memory_type mmap/, /huge pages not supported/],
  [100, "recovery_target_name: here, recovery_target_xid: '5'", /one target, not recovery_target_name and recovery_target_xid/, /multiple recovery targets/],
]

test.each(conflicts)('%i connections, %s', (connections, settings, message) => {
  expectErrors(minimal({ cluster: `pg_max_conn: ${connections}\npg_parameters: { ${settings} }` }), [{ code, line: 11, message }])
})

test('both reservations count from 16 on', () => {
  const cluster = 'pg_version: 16\npg_max_conn: 100\npg_parameters: { reserved_connections: 90 }'
  expectErrors(minimal({ cluster }), [{ code, line: 12, message: /superuser_reserved_connections 10 and reserved_connections 90 must leave/ }])
})

test('no conflict', () => {
  const cluster = "pg_parameters: { huge_pages: on, log_statement_stats: on, log_parser_stats: off, recovery_target_name: here, recovery_target_xid: '' }"
  expect(ofCode(compileValid(minimal({ cluster })), code)).toEqual([])
})

describe.runIf(hasPostgres)('a real PostgreSQL 15', () => {
  const sandbox = new Sandbox()
  beforeAll(() => PostgresServer.create(sandbox, 7153).stop())
  afterAll(() => sandbox.remove())

  test.each(conflicts)('%i connections, %s: does not start', (connections, settings, _, reason) => {
    const given = [`max_connections: ${connections}`, ...settings.split(', ')].flatMap((setting) => ['-c', setting.replace(/: '?([^']*)'?/, '=$1')])
    const { status, stderr } = sandbox.run(join(programs, 'postgres'), ['-D', join(sandbox.directory, 'data-7153'), ...given])
    expect(stderr).toMatch(reason)
    expect(status).not.toBe(0)
  })
})
