import { expect, test } from 'vitest'
import { readEnv } from '../../../src/emit/read/env.js'
import { compileRemotes } from './remotes.js'

const path = '/etc/default/pg_exporter_rds-1'

test('the whole of it', () => {
  const compiled = compileRemotes('{ 20001: { pg_cluster: rds, pg_seq: 1, pg_host: 10.50.0.1 } }')
  expect(readEnv(compiled.file('10.10.10.10', path))).toEqual({
    PG_EXPORTER_URL: 'postgres://dbuser_monitor:Secret.Monitor@10.50.0.1:5432/postgres?sslmode=disable',
    PG_EXPORTER_CONNECT_TIMEOUT: '200',
    PG_EXPORTER_CONFIG: '/etc/pg_exporter/pg_exporter_rds-1.yml',
    PG_EXPORTER_DISABLE_CACHE: 'false',
    PG_EXPORTER_AUTO_DISCOVERY: 'true',
    PG_EXPORTER_EXCLUDE_DATABASE: 'template0,template1,postgres',
    PG_EXPORTER_INCLUDE_DATABASE: '',
    PG_EXPORTER_TELEMETRY_PATH: '/metrics',
    PG_EXPORTER_OPTS: '--web.listen-address=:20001 --log.level=info',
  })
  expect(compiled.files.find((file) => file.path === path)).toMatchObject({ owner: 'postgres', group: 'postgres', mode: '0600', secret: true })
})

test('an attribute of the entry comes before a variable of the host', () => {
  const host = 'pg_monitor_username: watcher, pg_monitor_password: "a/b", pg_exporter_params: "sslmode=require", pg_port: 6000, pg_dbsu: watch, '
  const entry = '{ pg_cluster: rds, pg_seq: 1, pg_host: db.example, pg_monitor_username: other, pg_port: 6543, pg_dbsu: own }'
  const compiled = compileRemotes(`{ 20001: ${entry} }`, host)
  expect(readEnv(compiled.file('10.10.10.10', path)).PG_EXPORTER_URL).toBe('postgres://other:a%2Fb@db.example:6543/postgres?sslmode=require')
  expect(compiled.files.find((file) => file.path === path)?.owner).toBe('own')
})

test('KD-55: an IPv6 address stands in brackets', () => {
  const compiled = compileRemotes('{ 20001: { pg_cluster: rds, pg_seq: 1, pg_host: "fd00::1" } }')
  expect(readEnv(compiled.file('10.10.10.10', path)).PG_EXPORTER_URL).toContain('@[fd00::1]:5432/')
})

test('a URL of the entry is taken as it is', () => {
  const compiled = compileRemotes('{ 20001: { pg_cluster: rds, pg_seq: 1, pg_host: h, pg_exporter_url: "postgres://u@h/db" } }')
  expect(readEnv(compiled.file('10.10.10.10', path)).PG_EXPORTER_URL).toBe('postgres://u@h/db')
})
