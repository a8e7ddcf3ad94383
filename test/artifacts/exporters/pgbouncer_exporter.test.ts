import { expect, test } from 'vitest'
import { readEnv } from '../../../src/emit/read/env.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/etc/default/pgbouncer_exporter'
const read = (cluster: string) => readEnv(compileValid(minimal({ cluster })).file('10.10.10.11', path))

test('the whole of it', () => {
  expect(read('')).toEqual({
    PG_EXPORTER_URL: 'postgres://dbuser_monitor:Secret.Monitor@:6432/pgbouncer?host=/var/run/postgresql&sslmode=disable',
    PG_EXPORTER_CONNECT_TIMEOUT: '200',
    PG_EXPORTER_CONFIG: '/etc/pgbouncer_exporter.yml',
    PG_EXPORTER_DISABLE_CACHE: 'false',
    PG_EXPORTER_AUTO_DISCOVERY: 'false',
    PG_EXPORTER_TELEMETRY_PATH: '/metrics',
    PG_EXPORTER_OPTS: '--web.listen-address=:9631 --log.level=info',
  })
})

test('KD-41: the password is encoded', () => {
  expect(read("pg_monitor_password: 'p@ss/w#r%d'").PG_EXPORTER_URL).toContain('dbuser_monitor:p%40ss%2Fw%23r%25d@:6432/')
})

test('KD-62: the socket of the pool is where PgBouncer makes it, wherever clients look for the one of PostgreSQL', () => {
  expect(read('pg_localhost: /tmp').PG_EXPORTER_URL).toContain('?host=/var/run/postgresql&')
})

test('a URL, a port and options of the inventory', () => {
  expect(read('pgbouncer_exporter_url: postgres:///other\npgbouncer_exporter_port: 9641\npgbouncer_exporter_options: --log.level=warn')).toMatchObject({
    PG_EXPORTER_URL: 'postgres:///other',
    PG_EXPORTER_OPTS: '--web.listen-address=:9641 --log.level=warn',
  })
})

test.each(['pgbouncer_enabled: false', 'pgbouncer_exporter_enabled: false'])('nothing of it with %s', (cluster) => {
  expect(compileValid(minimal({ cluster })).files.filter((file) => file.path.includes('pgbouncer_exporter'))).toEqual([])
})
