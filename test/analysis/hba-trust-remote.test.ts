import { expect, test } from 'vitest'
import { compileValid, minimal, ofCode } from '../compile.js'

const found = (cluster: string) =>
  ofCode(compileValid(minimal({ cluster })), 'hba-trust-remote').map(({ at, message }) => [at.from.line, at.from.column, message])
const raw = (line: string) => found(`pg_hba_rules: [{ rules: ['${line}'] }]`).length

test('trust for other machines is told at its word', () => {
  const [[line, column, message] = [], ...others] = found('pg_hba_rules:\n  - { user: bob, addr: cluster, auth: trust }')
  expect(others).toEqual([])
  expect([line, column]).toEqual([11, 47])
  expect(message).toMatch(/^pg_hba_rules\[0\] trusts other machines: /)
  expect(found('pgb_hba_rules: [{ addr: intra, auth: trust }]')).toHaveLength(1)
})

test.each<[string, number]>([
  ['host all all 127.0.0.0/8 trust', 0],
  ['host all all 127.0.0.0/7 trust', 1],
  ['host all all ::1/128 trust', 0],
  ['host all all localhost trust', 0],
  ['host all all samehost trust', 0],
  ['host all all samenet trust', 1],
  ['local all all trust', 0],
  ['hostssl all all all trust clientcert=verify-full', 0],
  ['hostssl all all all trust', 1],
  ['host all all 10.0.0.0/8 password', 0],
  ['host all all 192.0.2.0/24 password', 1],
  ['hostssl all all 192.0.2.0/24 password', 0],
  ['hostnossl all all 192.0.2.0/24 ldap ldapserver=ldap.example.net', 1],
  ['host all all 192.0.2.0/24 md5', 0],
])('%s: %i', (line, count) => {
  expect(raw(line)).toBe(count)
})

test('the intranet is what the inventory says', () => {
  expect(found("node_firewall_intranet: [192.0.2.0/24]\npg_hba_rules: [{ rules: ['host all all 192.0.2.0/25 password'] }]")).toEqual([])
})

test('built-in rules trust nobody', () => expect(found('')).toEqual([]))
