import { expect, test } from 'vitest'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { compileValid, minimal } from '../../compile.js'

const proxies = (more = '') =>
  `proxy: { hosts: { 10.10.10.21: { nodename: 'a, b' } }, vars: { node_cluster: 'on', vip_enabled: true, vip_address: 10.10.10.20, vip_vrid: 20${more} } }`

const groups = (text: string, host: string) => readYaml(compileValid(text).file('10.10.10.10', `/infra/targets/node/${host}.yml`))

test('a host of a PostgreSQL cluster is called like its instance', () => {
  expect(groups(minimal(), '10.10.10.11')).toEqual([
    { labels: { ip: '10.10.10.11', ins: 'pg-test-1', cls: 'pg-test' }, targets: ['10.10.10.11:9100', '10.10.10.11:9101', '10.10.10.11:9598'] },
  ])
})

test('a node VIP has a group for keepalived, and KD-54: labels are text', () => {
  const labels = { ip: '10.10.10.21', ins: 'a, b', cls: 'on' }
  expect(groups(minimal({ groups: proxies(', vip_exporter_port: 9777').replace("'a, b'", 'ab') }), '10.10.10.21')).toEqual([
    { labels: { ...labels, ins: 'ab' }, targets: ['10.10.10.21:9100', '10.10.10.21:9101', '10.10.10.21:9598'] },
    { labels: { ...labels, ins: 'ab', vip: '10.10.10.20' }, targets: ['10.10.10.21:9777'] },
  ])
})

test('only what runs', () => {
  const off = (names: string) => minimal({ infra: `{ infra_seq: 1, nodename: i, node_exporter_port: 1, haproxy_exporter_port: 2, vector_port: 3, ${names} }` })
  const labels = { ip: '10.10.10.10', ins: 'i', cls: 'nodes' }
  expect(groups(off('node_exporter_enabled: false'), '10.10.10.10')).toEqual([{ labels, targets: ['10.10.10.10:2', '10.10.10.10:3'] }])
  expect(groups(off('haproxy_enabled: false'), '10.10.10.10')).toEqual([{ labels, targets: ['10.10.10.10:1', '10.10.10.10:3'] }])
  expect(groups(off('vector_enabled: false, node_exporter_enabled: false, haproxy_enabled: false'), '10.10.10.10')).toEqual([{ labels, targets: [] }])
})

test('a host that nobody names goes by its inventory name', () => {
  expect(groups(minimal({ infra: '{ infra_seq: 1 }' }), '10.10.10.10')).toMatchObject([{ labels: { ins: '10.10.10.10' } }])
})
