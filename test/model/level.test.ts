import { describe, expect, test } from 'vitest'
import { compileText, minimal, ofCode } from '../compile.js'

function levels(text: string): string[] {
  return ofCode(compileText(text), 'parameter-level').map(({ at, message }) => `${at.from.line}:${at.from.column} ${message}`)
}

describe('a parameter where nobody reads it', () => {
  test.each([
    ['dns_records: [10.0.0.1 x]', 'dns_records acts on infra nodes (group `infra`) only'],
    ['vmetrics_port: 8429', 'vmetrics_port acts on infra nodes (group `infra`) only'],
    ['infra_portal: {}', 'infra_portal acts on infra nodes (group `infra`) only'],
    ['etcd_data: /etcd', 'etcd_data acts on etcd members (group `etcd`) only'],
    ['pg_exporters: {}', 'pg_exporters acts on infra nodes (group `infra`) only'],
  ])('%s for a cluster', (cluster, message) => {
    expect(levels(minimal({ cluster }))).toEqual([`10:9 ${message}, and group \`pg-test\` has none of them: it has no effect here`])
  })

  test.each([
    'haproxy_services: []',
    'node_tune: oltp',
    'grafana_enabled: false',
    'dns_enabled: false',
    'etcd_port: 2379',
    'minio_https: false',
    'pg_users: []',
  ])('%s acts on a cluster', (cluster) => {
    expect(levels(minimal({ cluster }))).toEqual([])
  })

  test.each(['dns_records: []', 'etcd_data: /etcd', 'pg_users: []', 'pg_exporters: {}'])('%s of all is for whoever reads it', (all) => {
    expect(levels(minimal({ all }))).toEqual([])
  })

  test('a parameter of PostgreSQL on a host without it', () => {
    expect(levels(minimal({ infra: '{ infra_seq: 1, nodename: i, pg_users: [] }' }))).toEqual([
      expect.stringMatching(/^3:\d+ pg_users acts on hosts with PostgreSQL \(pg_cluster\) only, and 10\.10\.10\.10 is none of them/),
    ])
  })

  test('an infra node watches remote servers with variables of its own', () => {
    expect(levels(minimal({ infra: '{ infra_seq: 1, nodename: i, pg_exporters: {}, pg_monitor_password: x, pg_exporter_options: "" }' }))).toEqual([])
  })

  test('a parent of groups of both kinds has readers', () => {
    expect(levels(minimal({ groups: 'platform: { children: { infra: , pg-test: }, vars: { dns_records: [], pg_users: [], etcd_data: /e } }' }))).toEqual([])
  })

  test('a parent of groups that all have no reader', () => {
    expect(levels(minimal({ groups: 'platform: { children: { infra: }, vars: { pg_users: [] } }' }))).toEqual([
      expect.stringMatching(/pg_users acts on hosts with PostgreSQL \(pg_cluster\) only, and group `platform` has none of them/),
    ])
  })

  test('groups with two ways to each of forty levels are looked at once', () => {
    const level = (index: number): string =>
      `g${index}: { children: { a${index}: { children: { g${index + 1}: } }, b${index}: { children: { g${index + 1}: } } }, vars: { pg_users: [] } }\n`
    const groups = `${Array.from({ length: 40 }, (_, index) => level(index)).join('')}g40: { children: { infra: } }\n`
    expect(levels(minimal({ groups }))).toHaveLength(40)
  })

  test('a group without a host says nothing to anybody', () => {
    expect(levels(minimal({ groups: 'empty: { vars: { dns_records: [] } }' }))).toEqual([])
  })

  test('an instance of pg_instances makes its host a reader', () => {
    const groups =
      'shared:\n  hosts: { 10.10.10.31: { nodename: s, pg_instances: { 5433: { pg_cluster: pg-s, pg_seq: 1, pg_role: primary } } } }\n  vars: { pg_users: [] }'
    expect(levels(minimal({ groups }))).toEqual([])
  })
})

describe('admin_ip below all', () => {
  test('is not the one of the access rules', () => {
    expect(levels(minimal({ cluster: 'admin_ip: 10.10.10.99' }))).toEqual([expect.stringMatching(/^10:9 admin_ip is one address for the whole deployment/)])
  })

  test('may say the same again', () => {
    expect(levels(minimal({ cluster: 'admin_ip: 10.10.10.10' }))).toEqual([])
  })
})

describe('an identity that a group gives away', () => {
  const members = { '10.10.10.11': '{ pg_role: primary }', '10.10.10.12': '{ pg_role: replica }' }

  test('one number for two members', () => {
    expect(levels(minimal({ members, cluster: 'pg_seq: 1' }))).toEqual([
      '11:9 pg_seq in group `pg-test` is that of 10.10.10.11, 10.10.10.12 at once: it belongs to one host',
    ])
  })

  test('one number for clusters of one member each is right', () => {
    const groups = 'pg-b: { hosts: { 10.10.10.21: }, vars: { pg_cluster: pg-b } }'
    expect(levels(minimal({ members: { '10.10.10.11': '{}' }, groups, all: 'pg_seq: 1\npg_role: primary' }))).toEqual([])
  })

  test('two primaries', () => {
    expect(levels(minimal({ members: { '10.10.10.11': '{ pg_seq: 1 }', '10.10.10.12': '{ pg_seq: 2 }' }, all: 'pg_role: primary' }))).toEqual([
      expect.stringContaining('pg_role in group `all` is that of 10.10.10.11, 10.10.10.12 at once'),
    ])
  })

  test('replica for all but the primary is right', () => {
    const two = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2 }', '10.10.10.13': '{ pg_seq: 3 }' }
    expect(levels(minimal({ members: two, all: 'pg_role: replica' }))).toEqual([])
  })

  test('a cluster for hosts that were to be none', () => {
    expect(levels(minimal({ all: 'pg_cluster: pg-main' }))).toEqual([
      expect.stringContaining('pg_cluster in `all` makes 10.10.10.10 members of pg-main too, without pg_seq and pg_role'),
    ])
  })
})
