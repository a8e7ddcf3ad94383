import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { readUserlist } from '../../../src/emit/read/userlist.js'
import { compileValid, minimal } from '../../compile.js'

function users(cluster = ''): Record<string, string> {
  return Object.fromEntries(readUserlist(compileValid(minimal({ cluster })).file('10.10.10.11', '/etc/pgbouncer/userlist.txt')))
}

const system = { dbuser_dba: 'Secret.Admin', dbuser_monitor: 'Secret.Monitor', postgres: '' }

test('the system users', () => expect(users()).toEqual(system))

test('KD-32: pooled users, whatever their passwords hold; sorted by name', () => {
  const compiled = compileValid(
    minimal({
      cluster: `pg_users: [{ name: zoe, password: 'a"b\\c''d #e', pgbouncer: true }, { name: a$no, state: absent }, { name: bob, password: x }]`.replace(
        'a$no',
        'ano',
      ),
    }),
  )
  expect(compiled.file('10.10.10.11', '/etc/pgbouncer/userlist.txt').split('\n').slice(1)).toEqual([
    '"dbuser_dba" "Secret.Admin"',
    '"dbuser_monitor" "Secret.Monitor"',
    '"postgres" ""',
    `"zoe" "a""b\\c'd #e"`,
    '',
  ])
  expect(compiled.files.find(({ path }) => path.endsWith('userlist.txt'))).toMatchObject({ mode: '0600', secret: true })
})

test('verifiers stay as they are, and MD5 is computed only where the cluster uses it', () => {
  const scram = 'SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy'
  const hash = `md5${'0123456789abcdef'.repeat(2)}`
  const list = `pg_users: [{ name: a, password: '${scram}', pgbouncer: true }, { name: b, password: '${hash}', pgbouncer: true }, { name: c, password: plain, pgbouncer: true }]`
  expect(users(list)).toEqual({ ...system, a: scram, b: hash, c: 'plain' })
  const md5 = (text: string) => `md5${createHash('md5').update(text).digest('hex')}`
  expect(users(`pg_pwd_enc: md5\n${list}`)).toEqual({
    dbuser_dba: md5('Secret.Admindbuser_dba'),
    dbuser_monitor: md5('Secret.Monitordbuser_monitor'),
    postgres: '',
    a: scram,
    b: hash,
    c: md5('plainc'),
  })
})

test('with auth_query the server knows the other users', () => {
  expect(users('pgbouncer_auth_query: true\npg_users: [{ name: c, password: plain, pgbouncer: true }]')).toEqual(system)
})

test('a default role of your own counts, where it can log in', () => {
  const roles =
    'pg_default_roles: [{ name: replicator }, { name: dbuser_dba, password: other, pgbouncer: true }, { name: dbuser_monitor }, { name: x, password: y, pgbouncer: true }, { name: z, password: y, pgbouncer: true, login: false }]'
  expect(users(roles)).toEqual({ ...system, x: 'y' })
})
