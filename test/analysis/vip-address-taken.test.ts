import { test } from 'vitest'
import { compileValid, expectErrors, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'vip-address-taken'

const on = (address: string) => `pg_vip_enabled: true\npg_vip_address: ${address}/24`
const other = (address: string) =>
  `other:\n  hosts: { 10.10.10.31: { pg_seq: 1, pg_role: primary } }\n  vars: { pg_cluster: pg-z, pg_vip_enabled: true, pg_vip_address: ${address}/24 }`

test('KD-63: the address of a host', () => {
  expectErrors(minimal({ cluster: on('10.10.10.10') }), [
    { code, line: 11, message: '10.10.10.10 is the VIP of cluster pg-test, and is the address of host 10.10.10.10 already' },
  ])
})

test('KD-63: two clusters with one VIP', () => {
  expectErrors(minimal({ cluster: on('10.10.10.3'), groups: other('10.10.10.3') }), [{ code, line: 14, message: 'the VIP of cluster pg-test already' }])
})

test('KD-63: the VIP of a node cluster', () => {
  const infra = '{ infra_seq: 1, nodename: i, vip_enabled: true, vip_vrid: 3, vip_address: 10.10.10.3 }'
  expectErrors(minimal({ infra, cluster: on('10.10.10.3') }), [{ code, line: 3, message: 'the VIP of node cluster nodes' }])
})

test('all of their own', () => {
  expectFindings(ofCode(compileValid(minimal({ cluster: on('10.10.10.3'), groups: other('10.10.10.4') })), code), [])
})
