import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { compileText, compileValid, expectErrors } from '../../compile.js'
import { three, withEtcd } from './members.js'

const path = '/etc/etcd/etcd.conf'

test('a member knows all members, in the order of the addresses as text', () => {
  const compiled = compileValid(withEtcd(three, 'etcd_peer_port: 12380, etcd_port: 12379, etcd_init: existing', 'etcd_port: 12379'))
  expect(parse(compiled.file('10.10.10.9', path))).toEqual({
    name: 'etcd-2',
    'data-dir': '/data/etcd',
    'initial-cluster-token': 'etcd',
    'initial-cluster-state': 'existing',
    'initial-cluster': 'etcd-1=https://10.10.10.10:12380,etcd-3=https://10.10.10.8:12380,etcd-2=https://10.10.10.9:12380',
    'initial-advertise-peer-urls': 'https://10.10.10.9:12380',
    'listen-peer-urls': 'https://10.10.10.9:12380',
    'listen-client-urls': 'https://10.10.10.9:12379,https://127.0.0.1:12379',
    'advertise-client-urls': 'https://10.10.10.9:12379',
    'election-timeout': 1000,
    'heartbeat-interval': 100,
    'quota-backend-bytes': 8589934592,
    'auto-compaction-mode': 'periodic',
    'auto-compaction-retention': '24h',
    'client-transport-security': { 'cert-file': '/etc/etcd/server.crt', 'key-file': '/etc/etcd/server.key', 'trusted-ca-file': '/etc/etcd/ca.crt' },
    'peer-transport-security': { 'cert-file': '/etc/etcd/server.crt', 'key-file': '/etc/etcd/server.key', 'trusted-ca-file': '/etc/etcd/ca.crt' },
  })
})

test('KD-17: a cluster of another name, whose group is called like it', () => {
  const text = withEtcd({ '10.10.10.10': '{ etcd_seq: 1 }' }, 'etcd_cluster: dcs').replace('    etcd: {', '    dcs: {')
  expect(parse(compileValid(text).file('10.10.10.10', path))).toMatchObject({ name: 'dcs-1', 'initial-cluster': 'dcs-1=https://10.10.10.10:2380' })
})

test('KD-55: brackets around IPv6 addresses', () => {
  const conf = parse(compileValid(withEtcd({ '2001:db8::1': '{ etcd_seq: 1, nodename: e }' })).file('2001:db8::1', path))
  expect(conf['initial-cluster']).toBe('etcd-1=https://[2001:db8::1]:2380')
  expect(conf['listen-client-urls']).toBe('https://[2001:db8::1]:2379,https://[::1]:2379')
})

test('the name of the cluster is the name of a group of its members', () => {
  expectErrors(withEtcd({ '10.10.10.10': '{ etcd_seq: 1 }' }, 'etcd_cluster: other'), [{ code: 'etcd-identity', line: 4, message: /in no group of that name/ }])
})

test('timeouts with which etcd would not start', () => {
  const one = { '10.10.10.10': '{ etcd_seq: 1 }' }
  expectErrors(withEtcd(one, 'etcd_election_timeout: 400'), [{ code: 'etcd-timeout', line: 4, message: /at least 5 times/ }])
  expectErrors(withEtcd(one, 'etcd_heartbeat_interval: 0'), [{ code: 'etcd-timeout', line: 4, message: /at least 1 ms, not 0/ }])
  expectErrors(withEtcd(one, 'etcd_election_timeout: 60000'), [{ code: 'value-range', line: 4 }])
})

test('members agree on their ports', () => {
  const odd = { ...three, '10.10.10.8': '{ etcd_seq: 3, etcd_peer_port: 2390 }' }
  expectErrors(withEtcd(odd), [{ code: 'etcd-ports', line: 4, message: /etcd_peer_port is .* need the same/ }])
})

test('one port for clients and peers is one too few', () => {
  const { diagnostics } = compileText(withEtcd({ '10.10.10.10': '{ etcd_seq: 1 }' }, 'etcd_peer_port: 2379'))
  expect(diagnostics.find(({ severity }) => severity === 'error')?.message).toMatch(/etcd/)
})

test.each(['etcd_init: renew', "etcd_data: 'relative'", "etcd_data: '/a b'"])('%s is refused', (vars) => {
  const { files, diagnostics } = compileText(withEtcd({ '10.10.10.10': '{ etcd_seq: 1 }' }, vars))
  expect(files).toEqual([])
  expect(diagnostics.find(({ severity }) => severity === 'error')?.at.from.line).toBe(4)
})
