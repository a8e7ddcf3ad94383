import { test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../compile.js'

test('a group that is created later', () => {
  expectErrors(minimal({ cluster: 'pg_users:\n  - { name: a, roles: [b] }\n  - { name: b }' }), [
    { code: 'membership-order', message: 'a of cluster pg-test becomes a member of b before b is created' },
  ])
})

test('a group that is created earlier, and a membership that is taken away', () => {
  compileValid(minimal({ cluster: 'pg_users:\n  - { name: b, roles: [{ name: c, state: absent }] }\n  - { name: a, roles: [b] }\n  - { name: c }' }))
})
