import { expect, test } from 'vitest'
import { compileValid, minimal, ofCode } from '../compile.js'

function found(user: string, more = ''): string[] {
  const cluster = `pg_databases: [{ name: shop }]\npg_users: [{ name: ann, password: x, pgbouncer: true, ${user} }]\n${more}`
  return ofCode(compileValid(minimal({ cluster })), 'pool-user-unreachable').map(({ message }) => message)
}

test('KD-83: a pooled user that is only dbrole_offline', () => {
  expect(found('roles: [dbrole_offline]')).toEqual([expect.stringMatching(/ann over the socket.*dbrole_offline/)])
})

test('KD-83: one without any role', () => expect(found('roles: []')).toHaveLength(1))

test.each<[string, string]>([
  ['roles: [dbrole_readwrite]', ''],
  ['roles: [dbrole_offline]', 'pg_hba_rules: [{ user: ann, addr: local }]'],
  ['roles: [dbrole_offline]', "pg_hba_rules: [{ user: '/^a', addr: local, auth: md5 }]"],
  ['roles: [dbrole_offline]', 'pgbouncer_redirect_to: 10.1.1.1'],
  ['roles: [dbrole_offline], state: absent', ''],
])('KD-83: %s %s: gets in, or nobody can say', (user, more) => expect(found(user, more)).toEqual([]))

test('KD-83: a rejecting rule does not let it in', () => {
  expect(found('roles: [dbrole_readonly]', 'pg_hba_rules: [{ user: ann, addr: local, auth: deny, order: 1 }]')).toHaveLength(1)
})
