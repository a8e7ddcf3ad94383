import { expect, test } from 'vitest'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { compileValid, minimal } from '../../compile.js'

const proxies = (more = '') =>
  `proxy: { hosts: { 10.10.10.21: { nodename: a } }, vars: { node_cluster: proxy, vip_enabled: true, vip_address: 10.10.10.20, vip_vrid: 20${more} } }`

const path = '/infra/targets/ping/10.10.10.20---10.10.10.21.yml'

test('the VIP of a node cluster', () => {
  expect(readYaml(compileValid(minimal({ groups: proxies() })).file('10.10.10.10', path))).toEqual([
    { labels: { ip: '10.10.10.21', ins: 'a', cls: 'proxy', vip: '10.10.10.20', job: 'node-vip' }, targets: ['10.10.10.20:0'] },
  ])
})

test('none while it is off', () => {
  expect(compileValid(minimal({ groups: proxies().replace('vip_enabled: true', 'vip_enabled: false') })).has('10.10.10.10', path)).toBe(false)
})
