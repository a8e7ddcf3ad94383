import { test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../compile.js'

test('KD-49: a renamed system user that no default role creates', () => {
  expectErrors(minimal({ cluster: 'pg_admin_username: dbadmin\npg_monitor_username: watcher\npg_users: [{ name: dbadmin }]' }), [
    { code: 'system-user-missing', line: 10, message: /^pg_admin_username of cluster pg-test is dbadmin/ },
    { code: 'system-user-missing', line: 11, message: /watcher/ },
  ])
})

test('KD-49: with a role of the new name', () => {
  compileValid(minimal({ cluster: 'pg_admin_username: dbadmin\npg_default_roles: [{ name: dbadmin }, { name: replicator }, { name: dbuser_monitor }]' }))
})
