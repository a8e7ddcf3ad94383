import { describe, expect, test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../compile.js'

const on = 'pg_vip_enabled: true\n'

describe('KD-63: an address that cannot be a VIP', () => {
  test('the default', () => {
    expectErrors(minimal({ cluster: on }), [{ code: 'vip-address', line: 10, message: '127.0.0.1/24 is a loopback address' }])
  })

  test.each(['127.1.2.3/24', '10.10.10.3', '10.10.10.3/33', '10.10.10.3/0', '10.10.10.300/24', '::1/64', '2001:db8::3/129', 'vip'])('%s', (address) => {
    expectErrors(minimal({ cluster: `${on}pg_vip_address: '${address}'` }), [{ code: 'vip-address', line: 11, message: address }])
  })

  test('nobody minds while the VIP is off', () => {
    expect(compileValid(minimal({ cluster: 'pg_vip_address: 10.10.10.3' })).model?.clusters[0]?.primary.vip).toBeUndefined()
  })
})

test.each(['patroni_enabled: false', 'patroni_mode: remove'])('KD-05: no VIP with %s', (off) => {
  expectErrors(minimal({ cluster: `${on}pg_vip_address: 10.10.10.3/24\n${off}` }), [
    { code: 'vip-without-patroni', line: 10, message: 'pg-test-1 has no Patroni' },
  ])
})

test.each(['a234567890123456', 'eth 0', 'a/b', 'ööööööööo'])('interface %s is none', (name) => {
  expectErrors(minimal({ cluster: `${on}pg_vip_address: 10.10.10.3/24\npg_vip_interface: '${name}'` }), [{ code: 'vip-interface', line: 12, message: name }])
})

test('15 bytes are enough for an interface', () => {
  const { model } = compileValid(minimal({ cluster: `${on}pg_vip_address: 10.10.10.3/24\npg_vip_interface: a23456789012345` }))
  expect(model?.clusters[0]?.primary.vip).toMatchObject({ interface: 'a23456789012345', prefixLength: 24, address: { text: '10.10.10.3' } })
})

test.each(['10.10.10.0/24', '10.10.10.255/24', '10.10.255.255/16', '10.10.10.4/30'])('%s is no address of a host', (address) => {
  expectErrors(minimal({ cluster: `${on}pg_vip_address: ${address}` }), [
    { code: 'vip-address', line: 11, message: /the (first|last) address of its own network/ },
  ])
})

test.each(['10.10.10.0/16', '10.10.10.255/23', '10.10.10.4/31', '10.10.10.4/32', '2001:db8::/64'])('%s is one', (address) => {
  expect(compileValid(minimal({ cluster: `${on}pg_vip_address: ${address}` })).model?.clusters[0]?.primary.vip?.address.text).toBe(address.split('/')[0])
})
