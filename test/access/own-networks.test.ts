import { describe, expect, test } from 'vitest'
import { ask } from '../../src/access/ask.js'
import { parseTarget } from '../../src/access/target.js'
import { parseAddress } from '../../src/syntax/address.js'
import { compileValid, machine, minimal } from '../compile.js'

const inventory = minimal({
  all: 'node_firewall_intranet: [10.99.0.0/16]',
  members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' },
  cluster: `
pg_listen: '*'
pg_vip_enabled: true
pg_vip_address: 10.20.0.3/24
pg_vip_interface: eth0
pg_users:
  - { name: near, password: Secret.Near }
  - { name: here, password: Secret.Here }
pg_databases: [{ name: shop }]
pg_default_hba_rules: []
pg_hba_rules:
  - { title: own networks, rules: ['host shop near samenet scram-sha-256', 'host shop here samehost scram-sha-256'] }
`,
})

const setup = JSON.stringify({
  '10.10.10.11': {
    ansible_interfaces: ['lo', 'eth0', 'docker0'],
    ansible_lo: { device: 'lo', ipv4: { address: '127.0.0.1', prefix: '8', netmask: '255.0.0.0' }, ipv6: [{ address: '::1', prefix: '128' }] },
    ansible_eth0: { device: 'eth0', ipv4: { address: '10.10.10.11', netmask: '255.255.255.0' }, ipv6: [{ address: '2001:db8::11', prefix: '64' }] },
    ansible_docker0: { device: 'docker0', ipv4: { address: '172.17.0.1', prefix: '16' } },
    ansible_processor_vcpus: 4,
    ansible_memtotal_mb: 16384,
  },
  '*': { node_cpu: 4, node_mem_mb: 16384, node_fs_bytes: 42949672960, os_package: 'rpm', os_version: 9 },
})

function verdict(facts: string, user: string, from: string): string {
  const { model } = compileValid(inventory, { facts })
  const [address, to] = [parseAddress(from), parseTarget('pg-test-1:5432')]
  if (model === undefined || address === undefined || to === undefined) throw new Error('no question')
  const answers = ask(model, { user, database: 'shop', replication: false, from: address, tls: false, to })
  return [...new Set(answers.map((answer) => answer.verdict))].join(' ')
}

describe('samenet and samehost', () => {
  test.each<[string, string, string, string]>([
    ['near', '10.10.10.77', 'allowed', 'unknown'],
    ['near', '172.17.200.1', 'allowed', 'unknown'],
    ['near', '2001:db8::77', 'allowed', 'unknown'],
    ['near', '127.8.8.8', 'allowed', 'allowed'],
    ['near', '10.10.11.77', 'denied', 'unknown'],
    ['near', '2001:db8:0:1::77', 'denied', 'unknown'],
    // The VIP is on this machine while it is the primary, and with it its network.
    ['near', '10.20.0.9', 'unknown', 'unknown'],
    ['here', '10.10.10.11', 'allowed', 'allowed'],
    ['here', '127.0.0.1', 'allowed', 'allowed'],
    ['here', '172.17.0.1', 'allowed', 'unknown'],
    ['here', '10.10.10.12', 'denied', 'unknown'],
    ['here', '127.0.0.2', 'denied', 'unknown'],
    ['here', '10.20.0.3', 'unknown', 'unknown'],
  ])('%s from %s is %s with the facts of every interface, else %s', (user, from, known, unknown) => {
    expect([verdict(setup, user, from), verdict(machine, user, from)]).toEqual([known, unknown])
  })
})
