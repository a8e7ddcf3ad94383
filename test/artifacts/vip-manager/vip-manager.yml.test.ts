import { describe, expect, test } from 'vitest'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { type Compiled, compileValid, minimal } from '../../compile.js'

const path = '/etc/default/vip-manager.yml'
const vip = 'pg_vip_enabled: true\npg_vip_address: 10.10.10.3/24'
const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica, pg_vip_interface: ens7 }' }

function content(compiled: Compiled, host = '10.10.10.11'): Record<string, unknown> {
  return readYaml(compiled.file(host, path)) as Record<string, unknown>
}

test('the whole of it', () => {
  expect(content(compileValid(minimal({ cluster: vip })))).toEqual({
    interval: 1000,
    'trigger-key': '/pg/pg-test/leader',
    'trigger-value': 'pg-test-1',
    ip: '10.10.10.3',
    netmask: 24,
    interface: 'eth0',
    'manager-type': 'basic',
    'dcs-type': 'etcd',
    'dcs-endpoints': ['https://10.10.10.10:2379'],
    'etcd-ca-file': '/pg/cert/ca.crt',
    'etcd-cert-file': '/pg/cert/server.crt',
    'etcd-key-file': '/pg/cert/server.key',
    'etcd-user': 'pg-test',
    'etcd-password': 'Secret.Etcd',
    'retry-num': 2,
    'retry-after': 250,
    verbose: false,
  })
})

test('every member has it, with its own name and interface', () => {
  const compiled = compileValid(minimal({ members, cluster: vip }))
  expect(content(compiled, '10.10.10.12')).toMatchObject({ 'trigger-value': 'pg-test-2', interface: 'ens7' })
  expect(compiled.files.find((file) => file.path === path)).toMatchObject({ owner: 'root', group: 'postgres', mode: '0600', secret: true })
  expect(compileValid(minimal({ members })).files.some((file) => file.path === path)).toBe(false)
})

describe('interface', () => {
  test.each(['auto', ' AUTO ', ''])('`%s` is that of the facts', (name) => {
    expect(content(compileValid(minimal({ cluster: `${vip}\npg_vip_interface: '${name}'` }))).interface).toBe('eth0')
  })

  test('is left to the unit where nobody states it', () => {
    expect(content(compileValid(minimal({ cluster: vip }), { facts: '' })).interface).toBe('auto')
  })
})

test('KD-10: the way of binding stands under the key that vip-manager knows', () => {
  const all = content(compileValid(minimal({ cluster: vip })))
  expect(all['manager-type']).toBe('basic')
  expect(all).not.toHaveProperty('hosting-type')
})

test.each(['a"b', 'a\\b', "a'b: #c", 'yes', '0123'])('KD-20: the password %s arrives as it is', (password) => {
  const text = minimal({ cluster: vip }).replace('Secret.Etcd', JSON.stringify(password))
  expect(content(compileValid(text))['etcd-password']).toBe(password)
})

test.each(['/pg/', 'pg', '//pg'])('KD-60: namespace %s is the one that Patroni uses', (namespace) => {
  expect(content(compileValid(minimal({ cluster: `${vip}\npg_namespace: ${namespace}` })))['trigger-key']).toBe('/pg/pg-test/leader')
})

test('the leader key of a Citus cluster has shard and group', () => {
  const cluster = `${vip}\npg_mode: citus\npg_shard: grid\npg_group: 0`
  expect(content(compileValid(minimal({ cluster })))).toMatchObject({ 'trigger-key': '/pg/grid/0/leader', 'etcd-user': 'grid', 'trigger-value': 'pg-test-1' })
})

test('KD-55: IPv6', () => {
  const compiled = compileValid(
    minimal({ members: { '2001:db8::11': '{ pg_seq: 1, pg_role: primary }' }, cluster: "pg_vip_enabled: true\npg_vip_address: '2001:DB8::3/64'" }),
  )
  expect(content(compiled, '2001:db8::11')).toMatchObject({ ip: '2001:db8::3', netmask: 64 })
})
