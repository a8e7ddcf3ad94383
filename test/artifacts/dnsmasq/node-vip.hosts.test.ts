import { expect, test } from 'vitest'
import { readHosts } from '../../../src/emit/read/hosts.js'
import { compileValid, minimal } from '../../compile.js'

const proxies =
  'proxy: { hosts: { 10.10.10.21: { nodename: a }, 10.10.10.22: { nodename: b } }, vars: { node_cluster: proxy, vip_enabled: true, vip_address: 10.10.10.20, vip_vrid: 20 } }'

test('the name of a node cluster leads to its VIP', () => {
  expect(readHosts(compileValid(minimal({ groups: proxies })).file('10.10.10.10', '/etc/dnsmasq.d/pigsty/proxy.vip'))).toEqual([['10.10.10.20', ['proxy']]])
})

test('KD-06: its suffix gets a dot too', () => {
  const text = minimal({ groups: proxies, all: 'vip_dns_suffix: db.internal' })
  expect(readHosts(compileValid(text).file('10.10.10.10', '/etc/dnsmasq.d/pigsty/proxy.vip'))).toEqual([['10.10.10.20', ['proxy.db.internal']]])
})

test('none without a VIP', () => {
  const text = minimal({ groups: proxies.replace('vip_enabled: true', 'vip_enabled: false') })
  expect(compileValid(text).has('10.10.10.10', '/etc/dnsmasq.d/pigsty/proxy.vip')).toBe(false)
})
