import { describe, expect, test } from 'vitest'
import { readEnv } from '../../../src/emit/read/env.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/etc/default/pg_exporter'
const read = (cluster: string) => readEnv(compileValid(minimal({ cluster })).file('10.10.10.11', path))

test('the whole of it', () => {
  expect(read('')).toEqual({
    PG_EXPORTER_URL: 'postgres://dbuser_monitor:Secret.Monitor@:5432/postgres?sslmode=disable&host=/var/run/postgresql',
    PG_EXPORTER_CONNECT_TIMEOUT: '200',
    PG_EXPORTER_CONFIG: '/etc/pg_exporter.yml',
    PG_EXPORTER_DISABLE_CACHE: 'false',
    PG_EXPORTER_AUTO_DISCOVERY: 'true',
    PG_EXPORTER_EXCLUDE_DATABASE: 'template0,template1,postgres',
    PG_EXPORTER_INCLUDE_DATABASE: '',
    PG_EXPORTER_TELEMETRY_PATH: '/metrics',
    PG_EXPORTER_OPTS: '--web.listen-address=:9630 --log.level=info',
  })
})

test('what the inventory sets', () => {
  const found = read(`pg_exporter_port: 9640
pg_exporter_options: --log.level=debug --web.flag='a b'
pg_exporter_params: sslmode=disable&connect_timeout=3
pg_exporter_auto_discovery: no
pg_exporter_include_database: shop
pg_exporter_connect_timeout: 900
pg_port: 5499
pg_localhost: /tmp
exporter_metrics_path: /m`)
  expect(found).toMatchObject({
    PG_EXPORTER_URL: 'postgres://dbuser_monitor:Secret.Monitor@:5499/postgres?sslmode=disable&connect_timeout=3&host=/tmp',
    PG_EXPORTER_OPTS: "--web.listen-address=:9640 --log.level=debug --web.flag='a b'",
    PG_EXPORTER_AUTO_DISCOVERY: 'false',
    PG_EXPORTER_INCLUDE_DATABASE: 'shop',
    PG_EXPORTER_CONNECT_TIMEOUT: '900',
    PG_EXPORTER_TELEMETRY_PATH: '/m',
  })
})

describe('KD-41: the connection survives any password', () => {
  test.each(['p@ss/w#r%d', "it's", 'a\'b"c\\d e#f:g%h$i{j}@k/l?', 'ü 漢', '', '&host=elsewhere'])('%s', (password) => {
    const { PG_EXPORTER_URL = '' } = read(`pg_monitor_password: ${JSON.stringify(password)}`)
    const url = new URL(PG_EXPORTER_URL.replace('@:', '@nowhere:'))
    expect(decodeURIComponent(url.password)).toBe(password)
    expect([url.username, url.hostname, url.port, url.pathname]).toEqual(['dbuser_monitor', 'nowhere', '5432', '/postgres'])
    expect([...url.searchParams]).toEqual([
      ['sslmode', 'disable'],
      ['host', '/var/run/postgresql'],
    ])
  })

  test('the socket stays where the parameters are empty', () => {
    expect(read("pg_exporter_params: ''").PG_EXPORTER_URL).toBe('postgres://dbuser_monitor:Secret.Monitor@:5432/postgres?host=/var/run/postgresql')
  })
})

test('a URL of the inventory is taken as it is', () => {
  expect(read(`pg_exporter_url: "postgres://me:it's$x@db/postgres?a=b"`).PG_EXPORTER_URL).toBe("postgres://me:it's$x@db/postgres?a=b")
})

test('it belongs to the user that runs the exporter, and only where one runs', () => {
  const compiled = compileValid(minimal({ cluster: 'pg_dbsu: pgsql' }))
  expect(compiled.files.find((file) => file.path === path)).toMatchObject({
    owner: 'pgsql',
    group: 'postgres',
    mode: '0600',
    secret: true,
    instance: 'pg-test-1',
  })
  expect(compileValid(minimal({ cluster: 'pg_exporter_enabled: false' })).files.filter((file) => file.path.includes('pg_exporter'))).toEqual([])
})
