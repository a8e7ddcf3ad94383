import { expect, test } from 'vitest'
import { compileValid, minimal, ofCode } from '../compile.js'

const users = `pg_users:
  - { name: ann, pgbouncer: true }
  - { name: ben, password: x, pgbouncer: true }
  - { name: cat }
  - { name: dan, pgbouncer: true, state: absent }
  - { name: dbuser_dba, pgbouncer: true }`

test('a pooled user without a password; a system user has its own', () => {
  const found = ofCode(compileValid(minimal({ cluster: users })), 'pool-user-password')
  expect(found.map(({ at, message }) => [at.from.line, message.split(' ')[1]])).toEqual([[11, 'ann']])
})

test('with auth_query the pool asks the server', () => {
  expect(ofCode(compileValid(minimal({ cluster: `pgbouncer_auth_query: true\n${users}` })), 'pool-user-password')).toEqual([])
})
