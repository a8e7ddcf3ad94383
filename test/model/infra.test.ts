import { test } from 'vitest'
import { expectErrors, minimal } from '../compile.js'

test('an infra node needs a number', () => {
  expectErrors(minimal({ infra: '{ nodename: i }' }), [{ code: 'infra-identity', line: 3, message: '10.10.10.10' }])
})

test('and one of its own', () => {
  const text = minimal().replace('infra: { hosts: { ', 'infra: { hosts: { 10.10.10.9: { infra_seq: 1, nodename: j }, ')
  expectErrors(text, [{ code: 'infra-identity', line: 3, message: 'infra_seq of 10.10.10.10 is taken by 10.10.10.9' }])
})

test.each([
  ['10.1.1.1', 'needs at least one name'],
  ['a.name 10.1.1.1', 'must begin with an IP address'],
  ['10.1.1.1/24 a', 'must begin with an IP address'],
  ['', 'must begin with an IP address'],
  ['10.1.1.1 a b@c', '`b@c`'],
  ['10.1.1.1 a\\n10.1.1.2 b', 'must be one line'],
])('dns_records with "%s"', (record, message) => {
  expectErrors(minimal({ infra: `{ infra_seq: 1, nodename: i, dns_records: ['10.1.1.9 x', "${record}"] }` }), [{ code: 'dns-record', line: 3, message }])
})
