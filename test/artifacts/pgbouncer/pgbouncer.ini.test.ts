import { expect, test } from 'vitest'
import { readPgbouncerIni } from '../../../src/emit/read/pgbouncer-ini.js'
import { compileValid, minimal } from '../../compile.js'

function settings(cluster = '') {
  const sections = new Map(readPgbouncerIni(compileValid(minimal({ cluster })).file('10.10.10.11', '/etc/pgbouncer/pgbouncer.ini')))
  return { sections: [...sections.keys()], pool: Object.fromEntries(sections.get('pgbouncer') ?? []) }
}

test('three sections and 31 settings', () => {
  const { sections, pool } = settings()
  expect(sections).toEqual(['users', 'databases', 'pgbouncer'])
  expect(Object.keys(pool)).toHaveLength(31)
  expect(pool).toMatchObject({ listen_addr: '0.0.0.0', listen_port: '6432', pool_mode: 'transaction', admin_users: 'postgres, dbuser_dba' })
})

test('what the inventory decides', () => {
  const { pool } = settings(`pgbouncer_port: 7432
pgbouncer_poolmode: session
pgbouncer_sslmode: require
pgbouncer_log_dir: /var/log/pgbouncer
pgbouncer_ignore_param: [a, b]
pg_listen: '\${ip},\${lo}'
pg_dbsu: dbsu`)
  expect(pool).toMatchObject({
    listen_addr: '10.10.10.11,127.0.0.1',
    listen_port: '7432',
    pool_mode: 'session',
    client_tls_sslmode: 'require',
    logfile: '/var/log/pgbouncer/pgbouncer.log',
    ignore_startup_parameters: 'a, b',
    admin_users: 'dbsu, dbuser_dba',
    stats_users: 'dbsu, dbuser_monitor',
  })
  expect(pool.auth_query).toBeUndefined()
})

test('two settings more with auth_query', () => {
  const { pool } = settings('pgbouncer_auth_query: true')
  expect(Object.keys(pool)).toHaveLength(33)
  expect(pool).toMatchObject({ auth_user: 'postgres', auth_query: 'SELECT username, password FROM monitor.pgbouncer_auth($1)' })
})
