import { expect, test } from 'vitest'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { compileValid, minimal } from '../../compile.js'

test('a member of etcd', () => {
  const text = minimal().replace('etcd_seq: 1 }', 'etcd_seq: 5, etcd_port: 2999 }')
  expect(readYaml(compileValid(text).file('10.10.10.10', '/infra/targets/etcd/etcd-5.yml'))).toEqual([
    { labels: { ip: '10.10.10.10', ins: 'etcd-5', cls: 'etcd' }, targets: ['10.10.10.10:2999'] },
  ])
})

test('KD-17: a group of another name', () => {
  const text = minimal().replace(
    'etcd: { hosts: { 10.10.10.10: { etcd_seq: 1 } }, vars: { etcd_cluster: etcd } }',
    'dcs: { hosts: { 10.10.10.10: { etcd_seq: 1 } }, vars: { etcd_cluster: dcs } }',
  )
  expect(readYaml(compileValid(text).file('10.10.10.10', '/infra/targets/etcd/dcs-1.yml'))).toMatchObject([{ labels: { ins: 'dcs-1', cls: 'dcs' } }])
})
