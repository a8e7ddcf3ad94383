import { expect, test } from 'vitest'
import { compileText, compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'etcd-v2-open'
const machine = `'*': { node_cpu: 4, node_mem_mb: 16384, node_fs_bytes: 42949672960, node_interface: eth0 }\n`
const vip = 'pg_vip_enabled: true\npg_vip_address: 10.10.10.3/24'
const on = (vars: string, cluster = vip) => minimal({ all: `pgcompile_target: debian-12\n${vars}`, cluster })
const [etcd, patroni] = ['/etc/etcd/etcd.conf', '/etc/patroni/patroni.yml']

test('a VIP with vip-manager 1.0 leads through the v2 API, and says so', () => {
  const compiled = compileValid(on(''), { facts: machine })
  expectFindings(ofCode(compiled, code), [{ code, message: 'until they are made, whoever reaches port 2379 decides who leads' }])
  expect(compiled.file('10.10.10.10', etcd)).toContain('enable-v2: true')
  expect(compiled.file('10.10.10.10', etcd)).not.toContain('enable-grpc-gateway')
  expect(compiled.file('10.10.10.11', patroni)).toMatch(/^etcd:\n {2}hosts/m)
  expect(compiled.file('10.10.10.10', '/infra/conf/patronictl.yml')).toMatch(/^etcd:/m)
})

test.each([
  ['a newer vip-manager', on('vip_manager_version: 2.0.0')],
  ['no VIP', on('', '')],
])('%s goes through v3, whose gateway etcd 3.4 has to be asked for', (_, text) => {
  const compiled = compileValid(text, { facts: machine })
  expect(ofCode(compiled, code)).toEqual([])
  expect(compiled.file('10.10.10.10', etcd)).toContain('enable-grpc-gateway: true')
  expect(compiled.file('10.10.10.10', etcd)).not.toContain('enable-v2')
  expect(compiled.file('10.10.10.11', patroni)).toMatch(/^etcd3:\n {2}hosts/m)
})

test('without a v2 API there is no VIP for vip-manager 1.0', () => {
  expectFindings(ofCode(compileText(on('etcd_version: 3.6.4'), { facts: machine }), 'target-cannot'), [
    {
      code: 'target-cannot',
      message: 'vip-manager 1.0.2 reads the v2 API of etcd only, which etcd 3.6.4 of 10.10.10.10 does not have; vip-manager 2.0 reads v3',
    },
  ])
})
