import { expect, test } from 'vitest'
import { compileValid, minimal, ofCode } from '../compile.js'

const found = (cluster: string, groups = '') =>
  ofCode(compileValid(minimal({ cluster, groups })), 'hba-name-unknown').map(({ at, message }) => [at.from.line, at.from.column, message])
const own = 'pg_users: [{ name: bob }, { name: gone, state: absent }]\npg_databases: [{ name: shop }]\n'
const count = (rule: string) => found(`${own}pg_hba_rules: [${rule}]`).length

test('what the cluster does not have is told at its place, with what is near', () => {
  expect(found(`${own}pg_hba_rules:\n  - { user: 'bob,bobb', db: shopp, addr: intra }\n  - { rules: ['local all +dbrole_reader peer'] }`)).toEqual([
    [13, 21, 'pg_hba_rules[0] names the user bobb, which cluster pg-test does not have; did you mean bob?'],
    [13, 37, 'pg_hba_rules[0] names the database shopp, which cluster pg-test does not have; did you mean shop?'],
    [14, 34, 'pg_hba_rules[1] names the role dbrole_reader, which cluster pg-test does not have; did you mean dbrole_readonly?'],
  ])
})

test.each<[string, number]>([
  ['{ user: bob, db: shop, addr: intra }', 0],
  ['{ user: gone, addr: intra }', 1],
  ["{ user: '${admin},${monitor},${repl},${dbsu}', db: 'postgres,template1', addr: intra, auth: pwd }", 0],
  ['{ user: +pg_monitor, addr: intra }', 0],
  ['{ user: +dbrole_admin, db: sameuser, addr: intra }', 0],
  ['{ rules: [\'local "replication" all peer\'] }', 1],
  ["{ rules: ['local /^shop /^b peer'] }", 0],
])('%s: %i', (rule, expected) => expect(count(rule)).toBe(expected))

test('the console of the pool is a database of the pool', () => {
  expect(found(`${own}pgb_hba_rules: [{ user: bob, db: pgbouncer, addr: intra }, { user: rob, addr: intra }]`)).toHaveLength(1)
})

test('a standby cluster has what its upstream has', () => {
  const standby = (upstream: string) => `pg-dr:
  hosts: { 10.10.10.21: { pg_seq: 1, pg_role: primary, pg_upstream: ${upstream} } }
  vars: { pg_cluster: pg-dr, pg_hba_rules: [{ user: bob, db: shop, addr: intra }, { user: eve, addr: intra }] }`
  expect(found(own, standby('10.10.10.11'))).toEqual([[expect.anything(), expect.anything(), expect.stringContaining('user eve, which cluster pg-dr')]])
  expect(found(own, standby('192.0.2.7'))).toEqual([])
})
