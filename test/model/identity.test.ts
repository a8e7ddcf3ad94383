import { describe, expect, test } from 'vitest'
import { compileText, compileValid, expectErrors, expectFindings, minimal, ofCode } from '../compile.js'

const primary = '{ pg_seq: 1, pg_role: primary }'
/** `minimal` puts the first member of pg-test on this line. */
const firstMember = 7

describe('identity', () => {
  test('members, names and roles', () => {
    const { model } = compileValid(minimal({ members: { '10.10.10.12': '{ pg_seq: 2, pg_role: replica }', '10.10.10.11': primary } }))
    const cluster = model?.clusters[0]
    expect(cluster?.instances.map(({ name, role, host }) => `${host.name} ${name} ${role}`)).toEqual([
      '10.10.10.11 pg-test-1 primary',
      '10.10.10.12 pg-test-2 replica',
    ])
    expect(cluster?.primary.name).toBe('pg-test-1')
    expect([cluster?.name, cluster?.shard, cluster?.group, cluster?.mode]).toEqual(['pg-test', 'pg-test', 0, 'pgsql'])
  })

  test('members are in the order of the number of their address', () => {
    const { model } = compileValid(
      minimal({ members: { '10.10.10.100': '{ pg_seq: 3, pg_role: replica }', '10.10.10.20': '{ pg_seq: 2, pg_role: replica }', '10.10.10.9': primary } }),
    )
    expect(model?.clusters[0]?.instances.map(({ host }) => host.name)).toEqual(['10.10.10.9', '10.10.10.20', '10.10.10.100'])
  })

  test('a host without pg_cluster has no instance', () => {
    expect(compileValid(minimal()).model?.hosts.map(({ name }) => name)).toEqual(['10.10.10.10', '10.10.10.11'])
  })
})

describe('the name of a cluster', () => {
  test.each(['pg_test', '"pg test"', 'pg.test', '"pg-test\\n"', '"pg/test"', 'ü'])('%s has a character that no name has', (name) => {
    expectErrors(minimal().replace('pg_cluster: pg-test', `pg_cluster: ${name}`), [{ code: 'value-format', line: 9, message: /pg_cluster must match/ }])
  })

  test('KD-57: a final newline is part of the value, and is shown as one', () => {
    expectErrors(minimal().replace('pg_cluster: pg-test', 'pg_cluster: |\n          pg-test'), [{ code: 'value-format', line: 9, message: '`pg-test\\n`' }])
  })

  test.each([
    ["''", /is empty/],
    ['~', /is empty/],
    ['root', /etcd has a superuser/],
    ['default', /DNS records/],
    ['-pg', /hyphen/],
    ['pg-', /hyphen/],
  ])('%s cannot be used', (name, message) => {
    expectErrors(minimal().replace('pg_cluster: pg-test', `pg_cluster: ${name}`), [{ code: 'cluster-name', line: 9, message }])
  })

  test.each(['constructor', 'toString', 'valueOf'])('%s is a name like any other', (name) => {
    expect(compileValid(minimal().replace('pg_cluster: pg-test', `pg_cluster: ${name}`)).model?.clusters[0]?.name).toBe(name)
  })

  test('KD-58: a name that looks like something else is a name where it is quoted, and an error where it is not', () => {
    expect(compileValid(minimal().replace('pg_cluster: pg-test', "pg_cluster: 'on'")).model?.clusters[0]?.name).toBe('on')
    expect(compileValid(minimal().replace('pg_cluster: pg-test', 'pg_cluster: 123')).model?.clusters[0]?.name).toBe('123')
    expectErrors(minimal().replace('pg_cluster: pg-test', 'pg_cluster: on'), [{ code: 'value-type', line: 9, message: /put it in quotes/ }])
  })

  test('KD-43: the name of an instance of another cluster', () => {
    const groups = `other: { hosts: { 10.10.10.20: ${primary} }, vars: { pg_cluster: pg-test-1 } }`
    expectErrors(minimal({ groups }), [{ code: 'cluster-name', line: 10, message: /name of instance pg-test-1/ }])
  })
})

describe('pg_seq', () => {
  test.each([
    ['x', 'value-type', /must be an integer, not `x`/],
    ['-1', 'value-range', /at least 0/],
    ['~', 'value-type', /not empty/],
    ['1.5', 'value-type', /must be an integer/],
    ['01', 'instance-seq', /without a leading zero, not `01`/],
    ["'01'", 'instance-seq', /without a leading zero, not `01`/],
    ['1_0', 'instance-seq', /not `1_0`/],
    ['0x1', 'instance-seq', /not `0x1`/],
    ['+1', 'instance-seq', /not `\+1`/],
  ])('%s is one error, at the value', (seq, code, message) => {
    expectErrors(minimal({ members: { '10.10.10.11': `{ pg_seq: ${seq}, pg_role: primary }` } }), [{ code, line: firstMember, message }])
  })

  test.each(['0', '1', "'1'", '100'])('%s is fine', (seq) => {
    expect(compileValid(minimal({ members: { '10.10.10.11': `{ pg_seq: ${seq}, pg_role: primary }` } })).model?.clusters[0]?.primary.seq).toBe(
      Number(seq.replaceAll("'", '')),
    )
  })

  test('missing', () => {
    expectErrors(minimal({ members: { '10.10.10.11': '{ pg_role: primary }' } }), [
      { code: 'instance-identity', line: firstMember, message: /10\.10\.10\.11 .* no pg_seq/ },
    ])
  })

  test('taken twice: one error, both hosts named', () => {
    const text = minimal({ members: { '10.10.10.11': primary, '10.10.10.12': "{ pg_seq: '1', pg_role: replica }" } })
    expectErrors(text, [{ code: 'instance-seq', line: firstMember + 1, message: /pg_seq 1 of 10\.10\.10\.12 is taken/ }])
    expect(
      compileText(text)
        .diagnostics.find(({ code }) => code === 'instance-seq')
        ?.related.map(({ message }) => message),
    ).toEqual(['also 10.10.10.11'])
  })

  test('of a member that may be the primary: no complaint that there is none', () => {
    const members = { '10.10.10.11': '{ pg_seq: x, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
    expectErrors(minimal({ members }), [{ code: 'value-type', line: firstMember }])
  })
})

describe('pg_role', () => {
  test.each(['master', 'leader', "''", '~'])('%s is one error, at the value', (role) => {
    expectErrors(minimal({ members: { '10.10.10.11': `{ pg_seq: 1, pg_role: ${role} }` } }), [
      { code: 'value-enum', line: firstMember, message: /pg_role must be one of primary, replica, standby, offline, delayed/ },
    ])
  })

  test('missing', () => {
    expectErrors(minimal({ members: { '10.10.10.11': '{ pg_seq: 1 }' } }), [
      { code: 'instance-identity', line: firstMember, message: /no pg_role: one of primary/ },
    ])
  })

  test('no primary', () => {
    const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: replica }', '10.10.10.12': '{ pg_seq: 2, pg_role: offline }' }
    expectErrors(minimal({ members }), [{ code: 'cluster-primary', line: 10, message: /pg-test has no primary/ }])
  })

  test('two primaries: both hosts named', () => {
    const text = minimal({ members: { '10.10.10.11': primary, '10.10.10.12': '{ pg_seq: 2, pg_role: primary }' } })
    expectErrors(text, [{ code: 'cluster-primary', line: firstMember + 1, message: /second primary, 10\.10\.10\.12/ }])
    expect(
      compileText(text)
        .diagnostics.find(({ code }) => code === 'cluster-primary')
        ?.related.map(({ message }) => message),
    ).toEqual(['the other is 10.10.10.11'])
  })
})

describe('hosts', () => {
  test('a name needs an address', () => {
    expectErrors(minimal({ members: { 'db-1': primary } }), [{ code: 'host-address', line: firstMember, message: /set ansible_host/ }])
    expectErrors(minimal({ members: { 'db-1': '{ pg_seq: 1, pg_role: primary, ansible_host: db-1.example }' } }), [{ code: 'host-address', line: firstMember }])
    const { model } = compileValid(minimal({ members: { 'db-1': '{ pg_seq: 1, pg_role: primary, ansible_host: 10.10.10.11 }' } }))
    expect(model?.clusters[0]?.primary.host).toMatchObject({ name: 'db-1', address: { text: '10.10.10.11' } })
  })

  test('two hosts with one address', () => {
    const twice = { 'db-1': '{ pg_seq: 1, pg_role: primary, ansible_host: 10.10.10.11 }', 'db-2': '{ pg_seq: 2, pg_role: replica, ansible_host: 10.10.10.11 }' }
    expectErrors(minimal({ members: twice }), [{ code: 'host-address', line: firstMember + 1, message: /db-2 has the address 10\.10\.10\.11 of db-1/ }])
  })

  test('a name that cannot be a folder', () => {
    expectErrors(minimal({ members: { '../db': '{ pg_seq: 1, pg_role: primary, ansible_host: 10.10.10.11 }' } }), [{ code: 'host-name', line: firstMember }])
  })

  test('nodename: the instance, the explicit one, the fact, the host', () => {
    const groups = 'web: { hosts: { 10.10.10.30: { nodename: web-1 }, 10.10.10.31: , 10.10.10.32: { node_hostname: named } } }'
    const { model } = compileValid(minimal({ groups, members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary, nodename: ignored }' } }))
    expect(model?.hosts.map(({ nodename }) => nodename)).toEqual(['infra-1', 'pg-test-1', 'web-1', '10.10.10.31', 'named'])
    const own = compileValid(minimal({ all: 'node_id_from_pg: false', members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary, nodename: mine }' } }))
    expect(own.model?.hosts.map(({ nodename }) => nodename)).toEqual(['infra-1', 'mine'])
  })

  test('node_cluster: the cluster, unless the inventory gives another', () => {
    const clusters = (text: string): unknown => compileValid(text).model?.hosts.map(({ nodeCluster }) => nodeCluster)
    expect(clusters(minimal())).toEqual(['nodes', 'pg-test'])
    expect(clusters(minimal({ cluster: 'node_cluster: rack' }))).toEqual(['nodes', 'rack'])
    expect(clusters(minimal({ cluster: 'node_cluster: nodes' }))).toEqual(['nodes', 'pg-test'])
    expect(clusters(minimal({ cluster: 'node_id_from_pg: false' }))).toEqual(['nodes', 'nodes'])
  })

  test('two hosts with one nodename', () => {
    expectErrors(minimal({ groups: 'web: { hosts: { 10.10.10.30: { nodename: pg-test-1 } } }' }), [
      { code: 'host-name', message: /10\.10\.10\.30 has the nodename pg-test-1 of 10\.10\.10\.11/ },
    ])
  })

  test('admin_ip is an address', () => {
    const compiled = compileText(minimal().replace('admin_ip: 10.10.10.10', 'admin_ip: admin.example'))
    expectFindings(ofCode(compiled, 'admin-address'), [{ code: 'admin-address', line: 11, message: /must be the IP address .* not `admin\.example`/ }])
    expect(compiled.files).toEqual([])
  })
})

describe('etcd', () => {
  const withoutEtcd = (text: string): string => text.replace(/^ {4}etcd: .*\n/m, '')

  test('KD-17: without a group `etcd`, the hosts with etcd_seq', () => {
    const groups = 'dcs: { hosts: { 10.10.10.9: { etcd_seq: 1 }, 10.10.10.10: { etcd_seq: 2 }, 10.10.10.8: }, vars: { etcd_cluster: dcs } }'
    const { model } = compileValid(withoutEtcd(minimal({ groups })))
    expect(model?.site.etcd.map(({ name }) => name)).toEqual(['10.10.10.10', '10.10.10.9'])
    expect(model?.clusters[0]?.primary.dcs.endpoints).toEqual(['10.10.10.10:2379', '10.10.10.9:2379'])
  })

  test('KD-17: none is an error', () => {
    expectErrors(withoutEtcd(minimal()), [{ code: 'etcd-missing', line: 8, message: /neither a group `etcd` .* nor a host with etcd_seq/ }])
  })

  test.each([
    ['/pg', '/pg'],
    ['pg', '/pg'],
    ['/pg/', '/pg'],
    ['//a//b/', '/a/b'],
  ])('KD-60: namespace %s is %s for everybody', (given, namespace) => {
    const dcs = compileValid(minimal({ cluster: `pg_namespace: ${given}` })).model?.clusters[0]?.primary.dcs
    expect([dcs?.namespace, dcs?.leaderKey]).toEqual([namespace, `${namespace}/pg-test/leader`])
  })

  test('the password is the scope where the inventory gives none', () => {
    expect(compileValid(minimal().replace('pg_etcd_password: Secret.Etcd', "pg_etcd_password: ''")).model?.clusters[0]?.primary.dcs.password).toBe('pg-test')
  })
})

describe('KD-59: pg_listen', () => {
  const listen = (value: string, more = ''): unknown =>
    compileValid(minimal({ cluster: `pg_listen: ${value}\n${more}` })).model?.clusters[0]?.primary.postgres.listen

  test('placeholders are replaced', () => {
    expect(listen("'*'")).toEqual(['*'])
    expect(listen("'${ip}, ${lo}'")).toEqual(['10.10.10.11', '127.0.0.1'])
    expect(listen("'${ip},${vip}'", 'pg_vip_enabled: true\npg_vip_address: 10.10.10.3/24')).toEqual(['10.10.10.11', '10.10.10.3'])
  })

  test.each([
    ["'${ip},${vip}'", /the cluster has no VIP/],
    ["'${ip},${host}'", /holds \$\{host\}, which nothing expands/],
    ["'${ip'", /holds \$\{ip/],
    ["'10.10.10.300'", /`10\.10\.10\.300` is neither/],
    ["'${ip},,'", /`` is neither/],
  ])('%s is an error', (value, message) => {
    expectErrors(minimal({ cluster: `pg_listen: ${value}` }), [{ code: 'listen-address', line: 10, message }])
  })
})

describe('KD-62: paths that other files take for granted', () => {
  test('pg_data and pg_localhost', () => {
    expectErrors(minimal({ cluster: 'pg_data: /x\npg_localhost: /y' }), [
      { code: 'path-fixed', line: 10, message: /pg_data must be \/pg\/data/ },
      { code: 'path-fixed', line: 11, message: /pg_localhost must be one of/ },
    ])
    expect(compileValid(minimal({ cluster: 'pg_localhost: /tmp' })).model?.clusters[0]?.primary.postgres.socketDirectory).toBe('/tmp')
  })
})

describe('machines', () => {
  test('sizes that nobody knows are assumed, and one note says so', () => {
    const compiled = compileText(minimal(), { facts: '' })
    expect(compiled.model?.hosts[0]?.hardware).toMatchObject({ cpus: 4, memory: 16384, disk: 42949672960, packaging: 'rpm', osVersion: 9, assumed: true })
    expect(ofCode(compiled, 'facts-assumed').length).toBe(1)
  })
})

describe('an instance on a host outside of every cluster', () => {
  const loose = (variables: string) => minimal({ groups: `loose: { hosts: { 10.10.10.33: ${variables} } }` })

  test.each([
    ['{ pg_seq: 1 }', 'host 10.10.10.33 has a pg_seq and no pg_cluster'],
    ['{ pg_role: offline }', 'host 10.10.10.33 has a pg_role and no pg_cluster'],
    ['{ pg_seq: 1, pg_role: primary }', 'has a pg_seq and no pg_cluster'],
  ])('%s', (variables, message) => expectErrors(loose(variables), [{ code: 'instance-identity', line: 10, message }]))

  test('a role for all is a preset', () => {
    compileValid(minimal({ all: 'pg_role: replica' }))
  })
})
