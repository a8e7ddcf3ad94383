import { expect, test } from 'vitest'
import { readPgpass } from '../../../src/emit/read/pgpass.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/var/lib/pgsql/.pgpass'

test('the roles of the system on every host, by name; KD-14: the place that Patroni uses', () => {
  const compiled = compileValid(minimal({ cluster: 'pg_dbsu_password: Super' }))
  expect(readPgpass(compiled.file('10.10.10.11', path))).toEqual([
    ['*', '*', '*', 'dbuser_dba', 'Secret.Admin'],
    ['*', '*', '*', 'dbuser_monitor', 'Secret.Monitor'],
    ['*', '*', '*', 'postgres', 'Super'],
    ['*', '*', '*', 'replicator', 'Secret.Repl'],
  ])
  expect(compiled.files.find((file) => file.path === path)).toMatchObject({ owner: 'postgres', group: 'postgres', mode: '0600', secret: true })
  expect(compiled.file('10.10.10.11', '/etc/patroni/patroni.yml')).toContain(path)
})

test('KD-51: colons and backslashes are escaped', () => {
  const text = minimal().replace('Secret.Admin', "'a:b\\c#d'")
  const file = compileValid(text).file('10.10.10.11', path)
  expect(file).toContain('*:*:*:dbuser_dba:a\\:b\\\\c#d\n')
})

const users = `pg_users: [{ name: app, password: clear }, { name: gone, password: x, state: absent }, { name: bare },
  { name: verified, password: 'SCRAM-SHA-256$4096:c2hvcF9hcHAuc2FsdC4wMQ==$3E13di3glzTMika6AZxWf5VQrSEhFI1XHmOTeoFvHas=:Dqn5YYphaNHituKqYJj0dD6b5WIruh/Y9MXCz54U+P8=' }]`

test('KD-48: the primary of a Citus cluster knows its users, and takes no verifier for a password', () => {
  const citus = `pg_mode: citus\npg_shard: pg-test\npg_group: 0\n${users}`
  const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
  const compiled = compileValid(minimal({ cluster: citus, members }))
  const named = (host: string) => readPgpass(compiled.file(host, path)).map(([, , , user]) => user)
  expect(named('10.10.10.11')).toEqual(['app', 'dbuser_dba', 'dbuser_monitor', 'replicator'])
  expect(named('10.10.10.12')).not.toContain('app')
})

test('elsewhere nobody needs the passwords of users', () => {
  expect(compileValid(minimal({ cluster: users })).file('10.10.10.11', path)).not.toContain('app')
})
