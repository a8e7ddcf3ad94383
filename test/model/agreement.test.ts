import { describe, expect, test } from 'vitest'
import { compileText, compileValid, expectErrors, minimal } from '../compile.js'

const members = (first: string, second: string): Record<string, string> => ({
  '10.10.10.11': `{ pg_seq: 1, pg_role: primary${first} }`,
  '10.10.10.12': `{ pg_seq: 2, pg_role: replica${second} }`,
})

describe('KD-67: members of one cluster agree', () => {
  test.each([
    ['pg_version', '17'],
    ['pg_namespace', '/other'],
    ['pg_etcd_password', 'hunter2'],
    ['pg_dns_suffix', 'other.example'],
    ['pg_replication_password', 'hunter2'],
    ['pg_admin_username', 'dbadmin'],
    ['patroni_password', 'hunter2'],
    ['pgbackrest_method', 'minio'],
  ])('%s', (name, value) => {
    const { diagnostics, files } = compileText(minimal({ members: members('', `, ${name}: ${value}`) }))
    const found = diagnostics.filter(({ code }) => code === 'cluster-differs')
    expect(found.map(({ severity, at, message }) => [severity, at.from.line, message])).toEqual([
      ['error', 8, `${name} must be the same on all members of pg-test, and 10.10.10.12 and 10.10.10.11 differ: set it in the vars of the cluster's group`],
    ])
    expect(JSON.stringify(found.map(({ message, related }) => [message, related.map((other) => other.message)]))).not.toContain('hunter2')
    expect(files).toEqual([])
  })

  test('a value that is the same in other words is no difference', () => {
    compileValid(minimal({ members: members(', pg_version: 18', ", pg_version: '18'") }))
  })

  test('what each member may have for itself', () => {
    compileValid(minimal({ members: members(', pg_weight: 50, pg_offline_query: true', ', pg_weight: 100') }))
  })
})

describe('Citus', () => {
  const cluster = (name: string, address: string, vars: string): string =>
    `${name}: { hosts: { ${address}: { pg_seq: 1, pg_role: primary } }, vars: { pg_cluster: ${name}, pg_mode: citus, ${vars} } }`
  const text = (...groups: string[]): string => minimal({ groups: groups.join('\n') })
  const coordinator = cluster('pg-c0', '10.10.10.21', 'pg_shard: pg-c, pg_group: 0')

  test('scope and leader key are those of the shard', () => {
    const { model } = compileValid(text(coordinator, cluster('pg-c1', '10.10.10.22', 'pg_shard: pg-c, pg_group: 1')))
    expect(model?.clusters.map(({ name, shard, group, primary }) => [name, shard, group, primary.dcs.scope, primary.dcs.leaderKey])).toEqual([
      ['pg-c0', 'pg-c', 0, 'pg-c', '/pg/pg-c/0/leader'],
      ['pg-c1', 'pg-c', 1, 'pg-c', '/pg/pg-c/1/leader'],
      ['pg-test', 'pg-test', 0, 'pg-test', '/pg/pg-test/leader'],
    ])
  })

  test('pg_shard and pg_group are needed', () => {
    expectErrors(text(cluster('pg-c0', '10.10.10.21', 'pg_group: 0')), [{ code: 'citus-identity', line: 10, message: /needs pg_shard/ }])
    expectErrors(text(cluster('pg-c0', '10.10.10.21', 'pg_shard: pg-c')), [{ code: 'citus-identity', line: 10, message: /needs pg_group/ }])
  })

  test('groups of one shard differ', () => {
    expectErrors(text(coordinator, cluster('pg-c1', '10.10.10.22', 'pg_shard: pg-c, pg_group: 0')), [
      { code: 'citus-identity', line: 11, message: 'clusters pg-c0 and pg-c1 of shard pg-c have one pg_group, 0' },
    ])
  })

  test('one group is the coordinator', () => {
    expectErrors(text(cluster('pg-c1', '10.10.10.22', 'pg_shard: pg-c, pg_group: 1')), [
      { code: 'citus-identity', line: 10, message: /no cluster with pg_group 0/ },
    ])
  })

  test('another shard is another matter', () => {
    compileValid(text(coordinator, cluster('pg-d0', '10.10.10.22', 'pg_shard: pg-d, pg_group: 0')))
  })
})
