import { test } from 'vitest'
import { expectErrors, minimal } from '../compile.js'

test('both members of a circle are reported, and a role in itself', () => {
  expectErrors(minimal({ cluster: 'pg_users:\n  - { name: a, roles: [b] }\n  - { name: b, roles: [a] }\n  - { name: c, roles: [c] }' }), [
    { code: 'membership-cycle', message: 'role a of cluster pg-test is a member of b, which is a member of a' },
    { code: 'membership-cycle', message: 'role b of cluster pg-test is a member of a' },
    { code: 'membership-cycle', message: 'role c of cluster pg-test is a member of c' },
  ])
})
