import { expect, test } from 'vitest'
import { readHosts } from '../../../src/emit/read/hosts.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/etc/dnsmasq.d/pigsty/pg-test'
const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: replica }', '10.10.10.12': '{ pg_seq: 2, pg_role: primary }' }
const vip = 'pg_vip_enabled: true\npg_vip_address: 10.10.10.3/24\n'

const record = (cluster: string) => readHosts(compileValid(minimal({ members, cluster })).file('10.10.10.10', path))

test.each([
  ['', '10.10.10.12'],
  [vip, '10.10.10.3'],
  [`${vip}pg_dns_target: primary`, '10.10.10.12'],
  [`${vip}pg_dns_target: vip`, '10.10.10.3'],
  ['pg_dns_target: 10.9.9.9', '10.9.9.9'],
  ["pg_dns_target: '2001:DB8::9'", '2001:db8::9'],
])('%j leads to %s', (cluster, address) => {
  expect(record(cluster)).toEqual([[address, ['pg-test']]])
})

test.each(['pg_dns_target: none', 'dns_enabled: false'])('no file with %s', (cluster) => {
  expect(compileValid(minimal({ members, cluster })).has('10.10.10.10', path)).toBe(false)
})

test('KD-06: the suffix gets its dot unless it brings one', () => {
  expect(record('pg_dns_suffix: db.internal')).toEqual([['10.10.10.12', ['pg-test.db.internal']]])
  expect(record('pg_dns_suffix: .db.internal')).toEqual([['10.10.10.12', ['pg-test.db.internal']]])
})

test('one on every infra node, for everybody to read', () => {
  const text = minimal({ members }).replace('infra: { hosts: { ', 'infra: { hosts: { 10.10.10.9: { infra_seq: 2, nodename: infra-2 }, ')
  const files = compileValid(text).files.filter((file) => file.path === path)
  expect(files.map(({ host }) => host)).toEqual(['10.10.10.10', '10.10.10.9'])
  expect(files[0]).toMatchObject({ owner: 'root', group: 'root', mode: '0644', secret: false })
})
