import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEnv } from '../../src/emit/read/env.js'
import { parseAddress } from '../../src/syntax/address.js'
import { hasPostgres, PostgresServer, Sandbox } from '../daemons/postgres.js'
import { outcomeOf } from './outcome.js'
import { askPython, hasPython } from './python.js'
import { addressOf, stores } from './stores.js'

const size = 80
const port = 5461
const pgbackrest = '/usr/bin/pgbackrest'
const { verdict, said, file } = outcomeOf(stores(size), Number(process.env.HOSTILE_SEED ?? 3))
const numbers = Array.from({ length: size }, (_, index) => index)

test('many of the texts are accepted', () => {
  expect(verdict.escapes).toEqual([])
  expect(verdict.accepted.size).toBeGreaterThan(size * 3)
})

test.skipIf(!hasPython)('libpq takes the addresses of exporters apart into user and password', () => {
  const environments = numbers.map((index) => readEnv(file('10.8.0.1', `-${1000 + index}`)))
  const program = 'import json, sys, psycopg2.extensions as e\nprint(json.dumps([e.parse_dsn(text) for text in json.load(sys.stdin)]))'
  const found = askPython(
    program,
    environments.map(({ PG_EXPORTER_URL }) => PG_EXPORTER_URL),
  )
  const hosts = said('pg_exporters', 'pg_host')
  const [users, passwords] = [said('pg_exporters', 'pg_monitor_username'), said('pg_exporters', 'pg_monitor_password')]
  const expected = numbers.map((index) => ({
    user: users[index] || 'dbuser_monitor',
    password: passwords[index] || 'DBUser.Monitor',
    host: parseAddress(hosts[index] ?? '')?.text ?? hosts[index],
    port: '5432',
    dbname: 'postgres',
    sslmode: 'disable',
  }))
  expect(found).toEqual(expected)
  expect(environments.map(({ PG_EXPORTER_INCLUDE_DATABASE }) => PG_EXPORTER_INCLUDE_DATABASE)).toEqual(said('pg_exporters', 'pg_exporter_include_database'))
})

describe.skipIf(!hasPostgres || !hasPython)('libpq', () => {
  let sandbox: Sandbox
  let server: PostgresServer

  beforeAll(() => {
    sandbox = new Sandbox()
    server = PostgresServer.create(sandbox, port)
    server.psql('CREATE ROLE dbuser_monitor LOGIN; CREATE ROLE replicator LOGIN')
    writeFileSync(join(sandbox.directory, `data-${port}`, 'pg_hba.conf'), 'local all postgres trust\nlocal all all scram-sha-256\n')
    server.psql('SELECT pg_reload_conf()')
  }, 120_000)
  afterAll(() => {
    server?.stop()
    sandbox?.remove()
  })

  test('finds each password in .pgpass', { timeout: 300_000 }, () => {
    const program = `
import json, os, sys, psycopg2, psycopg2.sql as sql
given = json.load(sys.stdin)
refused = []
where = dict(host=given['host'], port=given['port'], dbname='postgres')
admin = psycopg2.connect(user='postgres', **where)
admin.autocommit = True
path = given['file']
for user, password, text in given['accounts']:
    admin.cursor().execute(sql.SQL('ALTER ROLE {} PASSWORD {}').format(sql.Identifier(user), sql.Literal(password)))
    open(path, 'w', encoding='utf8', newline='').write(text)
    os.chmod(path, 0o600)
    try:
        psycopg2.connect(user=user, passfile=path, **where).close()
    except psycopg2.Error as error:
        refused.append([user, password, str(error)])
print(json.dumps(refused))`
    const accounts = (['pg_monitor_password', 'pg_replication_password'] as const).flatMap((parameter) => {
      const user = parameter === 'pg_monitor_password' ? 'dbuser_monitor' : 'replicator'
      return said('vars', parameter).flatMap((password, index) => (password === '' ? [] : [[user, password, file(addressOf(index), '/.pgpass')]]))
    })
    expect(accounts.length).toBeGreaterThan(size)
    expect(askPython(program, { host: sandbox.directory, port, file: join(sandbox.directory, 'passwords'), accounts })).toEqual([])
  })
})

test.skipIf(!existsSync(pgbackrest))('pgBackRest reads each path of a repository', { timeout: 300_000 }, () => {
  const sandbox = new Sandbox()
  try {
    const paths = said('pgbackrest_repo', 'path')
    const wrong = numbers.flatMap((index) => {
      const path = join(sandbox.directory, 'conf')
      writeFileSync(path, file(addressOf(index), '/pgbackrest.conf'), { mode: 0o644 })
      const wanted = (paths[index] || '/var/lib/pgbackrest').replaceAll('${pg_cluster}', `c${index}`)
      const { stdout, stderr } = sandbox.run(pgbackrest, [`--config=${path}`, '--log-level-console=debug', '--log-level-file=off', 'info'])
      const shown = wanted.includes(' ') ? `"${wanted.replaceAll('"', '\\"')}"` : wanted
      return `${stdout.split('\n').find((line) => line.includes('info command begin'))} `.includes(` --repo1-path=${shown} `)
        ? []
        : [{ wanted, stdout, stderr }]
    })
    expect(wrong).toEqual([])
  } finally {
    sandbox.remove()
  }
})
