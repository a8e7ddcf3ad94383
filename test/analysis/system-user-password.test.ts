import { test } from 'vitest'
import { md5Verifier } from '../../src/model/password.js'
import { compileValid, expectErrors, minimal } from '../compile.js'

const user = (name: string, password: string) =>
  minimal({ cluster: `pg_dbsu_password: Secret.Dbsu\npg_users:\n  - { name: ${name}, password: '${password}' }` })

test.each(['dbuser_monitor', 'dbuser_dba', 'replicator', 'postgres'])('KD-50: %s with another password', (name) => {
  expectErrors(user(name, 'hunter2'), [
    { code: 'system-user-password', line: 12, message: /^(?!.*hunter2).*has another password here than pg_\w+_password says/ },
  ])
})

test.each([
  ['dbuser_monitor', 'Secret.Monitor'],
  ['dbuser_monitor', md5Verifier('Secret.Monitor', 'dbuser_monitor')],
  ['dbuser_monitor', 'SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy'],
  ['somebody', 'hunter2'],
])('KD-50: %s with what may be the same, or another user', (name, password) => {
  compileValid(user(name, password))
})
