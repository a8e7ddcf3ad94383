import { expect, test } from 'vitest'
import { compileValid, minimal } from '../compile.js'

const members = {
  '10.10.10.9': '{ pg_seq: 2, pg_role: replica }',
  '10.10.10.100': '{ pg_seq: 1, pg_role: primary }',
  '10.10.10.20': '{ pg_seq: 3, pg_role: offline }',
}
const groups = 'more: { children: { etcd: { hosts: { 10.10.10.9: { etcd_seq: 2 }, 10.10.10.20: { etcd_seq: 3 } } } } }'

test('KD-56: lists of addresses are sorted as text, servers by address, whatever the order of the inventory', () => {
  const compiled = compileValid(minimal({ members, groups }))
  const patroni = compiled.file('10.10.10.9', '/etc/patroni/patroni.yml')
  expect(patroni).toContain('hosts: "10.10.10.10:2379,10.10.10.20:2379,10.10.10.9:2379"')
  expect([...patroni.matchAll(/^ {4}- "(10[^"]*)"/gm)].map(([, address]) => address)).toEqual(['10.10.10.10', '10.10.10.100', '10.10.10.20', '10.10.10.9'])
  expect(compiled.file('10.10.10.9', '/etc/etcd/etcd.conf')).toMatch(/10\.10\.10\.10:2380,.*10\.10\.10\.20:2380,.*10\.10\.10\.9:2380/)
  const service = compiled.file('10.10.10.9', '/etc/haproxy/conf.d/pg-test-replica.cfg')
  expect([...service.matchAll(/^ {4}server {3}(\S+) .*?( backup)?$/gm)].map(([, name, backup]) => `${name}${backup ?? ''}`)).toEqual([
    'pg-test-2',
    'pg-test-3 backup',
    'pg-test-1 backup',
  ])
})

test('KD-75: what is switched off has no file any more', () => {
  const paths = (cluster: string): string[] => compileValid(minimal({ cluster })).files.map(({ host, path }) => `${host}:${path}`)
  const before = paths('')
  const after = paths('pgbouncer_enabled: false\npg_exporter_enabled: false')
  expect(before.filter((path) => /pgbouncer|pg_exporter\b/.test(path)).length).toBeGreaterThan(5)
  expect(after.filter((path) => /pgbouncer|pg_exporter\b/.test(path))).toEqual([])
  expect(after.filter((path) => !before.includes(path))).toEqual([])
})
