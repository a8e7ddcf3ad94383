import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'vip-interface-other'
const found = (name: string, address = '10.10.10.3/24', facts?: string) =>
  ofCode(
    compileValid(minimal({ cluster: `pg_vip_enabled: true\npg_vip_address: ${address}\npg_vip_interface: ${name}` }), facts === undefined ? {} : { facts }),
    code,
  )

test('an interface that does not carry the network', () => {
  expectFindings(found('eth7'), [
    { code, line: 12, message: 'the VIP of pg-test would be on eth7 of 10.10.10.11, whose facts know its address in this network on eth0 only' },
  ])
})

test("by Ansible's own facts", () => {
  const facts = '10.10.10.11: { ansible_ens3: { device: ens3, ipv4: { address: 10.10.10.11 } }, ansible_processor_vcpus: 4 }\n'
  expectFindings(found('ens4', undefined, facts), [{ code, line: 12, message: 'on ens3 only' }])
  expectFindings(found('ens3', undefined, facts), [])
})

test('auto, the right one, another network, and nothing known', () => {
  expectFindings(found('auto'), [])
  expectFindings(found('eth0'), [])
  expectFindings(found('eth7', '10.99.0.3/24'), [])
  expectFindings(found('eth7', undefined, ''), [])
})
