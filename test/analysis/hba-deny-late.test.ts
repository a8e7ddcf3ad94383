import { expect, test } from 'vitest'
import { compileValid, minimal, ofCode } from '../compile.js'

const found = (cluster: string) => ofCode(compileValid(minimal({ cluster })), 'hba-deny-late')
const users = 'pg_users: [{ name: bob, roles: [dbrole_readonly] }, { name: eve }]\npg_databases: [{ name: shop }]\n'

test('a denial after a rule that is about more than it refuses, with an example', () => {
  const [only, ...others] = found(`${users}pg_hba_rules:\n  - { title: no kiosk, addr: 10.10.9.0/24, auth: deny }`)
  expect(others).toEqual([])
  expect(only?.at.from.line).toBe(13)
  expect(only?.message).toMatch(
    /^pg_hba_rules\[0\] \(no kiosk\) refuses too late: pg_default_hba_rules\[4\] \(.*\) comes first and admits replicator to database postgres from 10\.10\.9\.1 without TLS$/,
  )
  expect(only?.related).toEqual([])
})

test('the rule that admits is a related place where the inventory has it', () => {
  const [only] = found(`${users}pg_default_hba_rules: []\npg_hba_rules:\n  - { user: bob, addr: world, auth: ssl }\n  - { addr: 10.10.9.0/24, auth: deny }`)
  expect(only?.message).toMatch(/pg_hba_rules\[0\] comes first and admits bob to database shop from 10\.10\.9\.1 with TLS$/)
  expect(only?.related.map(({ at }) => at.from.line)).toEqual([14])
})

test.each([
  ['{ addr: 10.10.9.0/24, auth: deny, order: 1 }', 'in time'],
  ['{ addr: world, auth: deny }', 'the rest is refused, as the last line often does'],
  ['{ user: eve, addr: 10.10.9.0/24, auth: deny }', 'nobody has admitted her'],
  ['{ addr: 192.0.2.0/24, auth: deny, user: bob }', 'nobody has admitted him from there'],
])('%s: %s', (rule) => {
  expect(found(`${users}pg_hba_rules: [${rule}]`)).toEqual([])
})

test('the machine itself counts only where the denial is about nothing else', () => {
  expect(found('pgb_default_hba_rules: []\npgb_hba_rules: [{ addr: localhost }, { user: bob, addr: world, auth: deny }]')).toEqual([])
  expect(found('pgb_default_hba_rules: []\npgb_hba_rules: [{ addr: 127.0.0.1/32 }, { user: bob, addr: 127.0.0.0/8, auth: deny }]')).toHaveLength(1)
})

test('what is wholly too late is another finding', () => {
  const cluster = `${users}pg_hba_rules: [{ user: bob, addr: 10.10.9.0/24, auth: deny }]`
  expect(found(cluster)).toEqual([])
  expect(ofCode(compileValid(minimal({ cluster })), 'hba-rule-unreachable')).toHaveLength(1)
})
