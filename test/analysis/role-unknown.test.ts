import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

test('groups and owners that nobody creates', () => {
  const cluster = `pg_users: [{ name: a, roles: [nobody, pg_monitor, dbrole_admin, { name: gone, state: absent }] }, { name: old, state: absent }]
pg_databases: [{ name: shop, owner: old, schemas: [{ name: s, owner: other }] }, { name: b, owner: a }, { name: c, owner: x, state: absent }]`
  expectFindings(ofCode(compileValid(minimal({ cluster })), 'role-unknown'), [
    { code: 'role-unknown', message: 'a group of a is nobody' },
    { code: 'role-unknown', message: 'the owner of database shop is old' },
    { code: 'role-unknown', message: 'the owner of schema s of database shop is other' },
  ])
})
