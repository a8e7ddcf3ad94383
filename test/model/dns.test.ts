import { expect, test } from 'vitest'
import { dnsName, isDnsName } from '../../src/model/dns.js'
import { compileValid, expectErrors, minimal } from '../compile.js'

test.each(['10.0.0.1/24', '300.1.1.1', 'vpi', 'Primary', '10.0.0.1:5432'])('KD-44: target %s', (target) => {
  expectErrors(minimal({ cluster: `pg_dns_target: '${target}'` }), [{ code: 'dns-target', line: 10, message: target }])
})

test('KD-44: the target vip needs a VIP', () => {
  expectErrors(minimal({ cluster: 'pg_dns_target: vip' }), [{ code: 'dns-target', line: 10, message: 'pg-test has none' }])
})

test('KD-43: a cluster cannot have the name of an instance or of the file of fixed names', () => {
  const groups = (name: string) => `other:\n  hosts: { 10.10.10.31: { pg_seq: 9, pg_role: primary } }\n  vars: { pg_cluster: ${name} }`
  expectErrors(minimal({ groups: groups('pg-test-1') }), [{ code: 'cluster-name', message: 'pg-test-1' }])
  expectErrors(minimal({ groups: groups('default') }), [{ code: 'cluster-name', message: 'default' }])
})

test.each(['a_b', '-a', 'a..b', 'a.', `${'a'.repeat(64)}`, 'a b'])('suffix %j', (suffix) => {
  expectErrors(minimal({ cluster: `pg_dns_suffix: '${suffix}'` }), [{ code: 'dns-name', line: 10 }])
})

test('nobody minds where no name is registered', () => {
  compileValid(minimal({ cluster: 'dns_enabled: false\npg_dns_target: vpi' }))
})

test('names', () => {
  expect([dnsName('a', ''), dnsName('a', 'b'), dnsName('a', '.b')]).toEqual(['a', 'a.b', 'a.b'])
  const long = Array(4).fill('a'.repeat(63)).join('.')
  expect([isDnsName('a-1.b'), isDnsName('a-.b'), isDnsName(''), isDnsName(long.slice(0, 253)), isDnsName(long)]).toEqual([true, false, false, true, false])
})
