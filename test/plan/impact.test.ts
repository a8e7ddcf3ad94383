import { describe, expect, test } from 'vitest'
import { compiledSide } from '../../src/diff/compiled-side.js'
import { diff } from '../../src/diff/diff.js'
import type { Side } from '../../src/diff/side.js'
import { impactOf, impactOfFile } from '../../src/plan/impact/impact-of.js'
import type { Impact } from '../../src/plan/impact.js'
import { Source } from '../../src/source/source.js'
import { machine, minimal, type Parts } from '../compile.js'

const trio = {
  '10.10.10.11': '{ pg_seq: 1, pg_role: primary }',
  '10.10.10.12': '{ pg_seq: 2, pg_role: replica }',
  '10.10.10.13': '{ pg_seq: 3, pg_role: replica }',
}
const primary = '10.10.10.11'

function side(parts: Parts): Side {
  const { side: found, diagnostics } = compiledSide('inventory.yml', {
    inventories: [new Source('inventory.yml', minimal(parts))],
    facts: [new Source('facts.yml', machine)],
  })
  return found ?? expect.fail(diagnostics.map(({ message }) => message).join('\n'))
}

/** Impacts by artifact and key, of one host. A file as a whole has no key. */
function impacts(before: Parts, after: Parts, host = primary): ReadonlyMap<string, Impact> {
  const comparison = diff(side(before), side(after))
  const [was, is] = [comparison.before.known?.model, comparison.after.known?.model]
  const sides = { ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }
  return new Map(
    comparison.files
      .filter((file) => file.host === host)
      .flatMap((file): [string, Impact][] =>
        file.kind !== 'changed' || file.changes.length === 0
          ? [[`${file.kind} ${file.path}`, impactOfFile(file, sides)]]
          : file.changes.map((change) => [`${file.artifact} ${change.key}`, impactOf(file, change, sides)]),
      ),
  )
}

const parameter = (name: string): string => `patroni/patroni.yml bootstrap.dcs.postgresql.parameters.${name}`
const edit = 'patronictl -c /etc/patroni/patroni.yml edit-config pg-test --force'

describe('settings that all members share', () => {
  test('a raised max_connections restarts the replicas first, a lowered one the primary', () => {
    const raised = impacts({ members: trio, cluster: 'pg_max_conn: 200' }, { members: trio, cluster: 'pg_max_conn: 300' })
    expect(raised.get(parameter('max_connections'))).toMatchObject({
      effect: 'rolling restart',
      unit: 'postgresql',
      order: 'replicas first',
      command: `${edit} -p 'max_connections=300'`,
    })
    const lowered = impacts({ members: trio, cluster: 'pg_max_conn: 300' }, { members: trio, cluster: 'pg_max_conn: 200' })
    expect(lowered.get(parameter('max_connections'))).toMatchObject({
      effect: 'rolling restart',
      order: 'primary first',
      reason: expect.stringContaining('control file'),
    })
  })

  test('a member that is alone is just restarted', () => {
    const found = impacts({ cluster: 'pg_max_conn: 200' }, { cluster: 'pg_max_conn: 300' })
    expect(found.get(parameter('max_connections'))).toMatchObject({ effect: 'restart', order: 'any' })
  })

  test('maintenance_work_mem is reloaded, by a command that says exactly the new value', () => {
    const found = impacts({ members: trio, cluster: 'pg_conf: oltp.yml' }, { members: trio, cluster: 'pg_conf: olap.yml' })
    const impact = found.get(parameter('maintenance_work_mem')) ?? expect.fail([...found.keys()].join('\n'))
    expect(impact).toMatchObject({ effect: 'reload', source: 'PostgreSQL 18, pg_settings.context' })
    expect(impact.command).toMatch(/^patronictl -c \/etc\/patroni\/patroni\.yml edit-config pg-test --force -p 'maintenance_work_mem=\d+MB'$/)
  })

  test('libraries say what must be there first', () => {
    const found = impacts({ cluster: "pg_libs: 'auto_explain'" }, { cluster: "pg_libs: 'pg_stat_statements, auto_explain'" })
    expect(found.get(parameter('shared_preload_libraries'))).toMatchObject({
      effect: 'restart',
      reason: expect.stringContaining('install it on every member first'),
      command: `${edit} -p 'shared_preload_libraries="pg_stat_statements, auto_explain"'`,
    })
  })

  test('etcd has one value: that of the primary, however the machines differ', () => {
    const small = { ...trio, '10.10.10.13': '{ pg_seq: 3, pg_role: replica, node_cpu: 2, node_mem_mb: 4096 }' }
    const [before, after] = [
      { members: small, cluster: 'pg_conf: oltp.yml' },
      { members: small, cluster: 'pg_conf: olap.yml' },
    ]
    const name = parameter('maintenance_work_mem')
    expect(impacts(before, after, '10.10.10.12').get(name)).toEqual(impacts(before, after).get(name))
    expect(impacts(before, after, '10.10.10.13').get(name)).toMatchObject({ effect: 'nothing', reason: expect.stringContaining('pg-test-1') })
    const grown = impacts({ members: small }, { members: trio }, '10.10.10.13')
    expect(grown.get(name)).toMatchObject({ effect: 'nothing', reason: expect.stringContaining('does not change') })
  })

  test('a value that postgresql.auto.conf overrides says so', () => {
    const own = "pg_parameters: { maintenance_work_mem: '80MB' }"
    const found = impacts({ cluster: `pg_conf: oltp.yml\n${own}` }, { cluster: `pg_conf: olap.yml\n${own}` })
    expect(found.get(parameter('maintenance_work_mem'))?.reason).toContain('postgresql.auto.conf has maintenance_work_mem too')
  })
})

describe('keys of Patroni', () => {
  test('timings act by themselves once they are in etcd', () => {
    const found = impacts({ cluster: 'pg_rto: norm' }, { cluster: 'pg_rto: wide' })
    expect(found.get('patroni/patroni.yml bootstrap.dcs.ttl')).toMatchObject({ effect: 'reload', command: expect.stringMatching(/ --force -s 'ttl=\d+'$/) })
  })

  test('what initdb did cannot change, unless the cluster is new', () => {
    const before = { cluster: 'pg_encoding: UTF8' }
    const after = { cluster: 'pg_encoding: LATIN1\npg_locale: C\npg_lc_collate: C\npg_lc_ctype: C' }
    const found = [...impacts(before, after)].filter(([key]) => key.includes('bootstrap.initdb'))
    expect(found.length).toBeGreaterThan(0)
    for (const [, impact] of found) expect(impact.effect).toBe('impossible')
  })

  test('another number is another instance', () => {
    const found = impacts({ members: { [primary]: '{ pg_seq: 1, pg_role: primary }' } }, { members: { [primary]: '{ pg_seq: 7, pg_role: primary }' } })
    const whole = [...found].filter(([key]) => key.startsWith('patroni/patroni.yml name') || key.includes('/etc/patroni/patroni.yml'))
    for (const [, { effect }] of whole) expect(['impossible', 'manual', 'nothing']).toContain(effect)
    expect(whole.length).toBeGreaterThan(0)
  })

  test('another release is an upgrade, with its programs', () => {
    const found = impacts({ cluster: 'pg_version: 17' }, { cluster: 'pg_version: 18' })
    expect(found.get('patroni/patroni.yml bootstrap.dcs.pg_version')).toMatchObject({ effect: 'manual', reason: expect.stringContaining('pg_upgrade') })
    expect(found.get(parameter('io_method'))).toMatchObject({
      effect: 'manual',
      reason: 'PostgreSQL 17 does not have io_method: it changes with the upgrade, while no member runs',
    })
    expect(found.get('postgres/directories.conf L /pg')).toMatchObject({ effect: 'manual', reason: expect.stringContaining('a link that is there stays') })
    const back = impacts({ cluster: 'pg_version: 18' }, { cluster: 'pg_version: 17' })
    expect(back.get('patroni/patroni.yml bootstrap.dcs.pg_version')).toMatchObject({ effect: 'impossible' })
    expect([...back.values()].map(({ effect }) => effect)).not.toContain('unknown')
    expect(found.get('patroni/patroni.yml tags.version')).toMatchObject({ effect: 'reload', unit: 'patroni.service' })
  })

  test('another port restarts the server, and Patroni that is removed reads nothing', () => {
    const found = impacts({ members: trio, cluster: 'pg_port: 5432' }, { members: trio, cluster: 'pg_port: 5499' })
    expect(found.get('patroni/patroni.yml postgresql.listen')).toMatchObject({ effect: 'rolling restart', unit: 'postgresql' })
    expect(found.get('patroni/patroni.yml postgresql.connect_address')).toMatchObject({ effect: 'reload', unit: 'patroni.service' })
    const removed = impacts({ cluster: 'patroni_mode: remove\npg_port: 5432' }, { cluster: 'patroni_mode: remove\npg_port: 5499' })
    expect(removed.get('patroni/patroni.yml postgresql.listen')).toMatchObject({ effect: 'nothing' })
  })

  test('a password shows in no command', () => {
    const found = impacts({ cluster: 'pg_replication_password: Old.Secret.1' }, { cluster: 'pg_replication_password: New.Secret.2' })
    expect(found.get('patroni/patroni.yml postgresql.authentication.replication.password')).toMatchObject({
      effect: 'reload',
      reason: expect.stringContaining('must have it first'),
    })
    expect(JSON.stringify([...found])).not.toMatch(/Old\.Secret|New\.Secret/)
  })
})

describe('postgresql.auto.conf', () => {
  test('by context; what Patroni gives to the server is stronger', () => {
    const found = impacts(
      { members: trio, cluster: "pg_parameters: { work_mem: '8MB', shared_buffers: '128MB', max_connections: 90, log_connections: 'off' }" },
      { members: trio, cluster: "pg_parameters: { work_mem: '9MB', shared_buffers: '129MB', max_connections: 91, log_connections: 'on' }" },
    )
    const effects = ['work_mem', 'shared_buffers', 'max_connections', 'log_connections'].map((name) => found.get(`postgres/postgresql.auto.conf ${name}`))
    expect(effects.map((impact) => [impact?.effect, impact?.unit])).toEqual([
      ['reload', 'patroni.service'],
      ['rolling restart', 'postgresql'],
      ['nothing', 'patroni.service'],
      ['reload', 'patroni.service'],
    ])
    expect(effects[3]?.reason).toContain('connections that begin after the reload')
  })

  test('what nobody knows is unknown, with the question to ask', () => {
    const found = impacts({ cluster: 'pg_parameters: { shop.inbox: a }' }, { cluster: 'pg_parameters: { shop.inbox: b }' })
    expect(found.get('postgres/postgresql.auto.conf shop.inbox')).toMatchObject({
      effect: 'unknown',
      reason: expect.stringContaining("WHERE name = 'shop.inbox'"),
    })
  })
})

describe('the daemons beside', () => {
  test('PgBouncer: its port is a restart, its pools a reload', () => {
    const found = impacts(
      { cluster: 'pgbouncer_port: 6432\npgbouncer_poolmode: transaction' },
      { cluster: 'pgbouncer_port: 6433\npgbouncer_poolmode: session' },
    )
    expect(found.get('pgbouncer/pgbouncer.ini pgbouncer.listen_port')).toMatchObject({ effect: 'restart', unit: 'pgbouncer.service' })
    expect(found.get('pgbouncer/pgbouncer.ini pgbouncer.pool_mode')).toMatchObject({ effect: 'reload' })
  })

  test('HAProxy and targets of a replica that goes', () => {
    const { '10.10.10.13': _, ...pair } = trio
    const found = impacts({ members: trio }, { members: pair })
    const servers = [...found].filter(([key]) => key.startsWith('haproxy/service.cfg'))
    expect(servers.length).toBeGreaterThan(0)
    for (const [, impact] of servers)
      expect(impact).toMatchObject({ effect: 'reload', unit: 'haproxy.service', reason: expect.stringContaining('old process') })
    const gone = impacts({ members: trio }, { members: pair }, '10.10.10.13')
    expect(gone.get('removed /etc/systemd/system/patroni.service')).toMatchObject({ effect: 'manual', command: 'systemctl disable --now patroni.service' })
    expect(gone.get('removed /etc/haproxy/haproxy.cfg')).toMatchObject({ effect: 'nothing' })
    expect(impacts({ members: trio }, { members: pair }, '10.10.10.10').get('removed /infra/targets/pgsql/pg-test-3.yml')).toMatchObject({ effect: 'nothing' })
  })

  test('a replica that comes: its files are read as its daemons start', () => {
    const { '10.10.10.13': _, ...pair } = trio
    const come = impacts({ members: pair }, { members: trio }, '10.10.10.13')
    expect(come.get('added /etc/patroni/patroni.yml')).toMatchObject({ effect: 'nothing' })
    expect(come.get('added /etc/pgbouncer/pgbouncer.ini')).toMatchObject({ effect: 'nothing', reason: expect.stringContaining('first time') })
    expect(come.get('added /etc/systemd/system/patroni.service')).toMatchObject({
      effect: 'manual',
      command: 'systemctl daemon-reload && systemctl enable --now patroni.service',
    })
  })

  test('a daemon that is switched off is stopped, whatever its files say', () => {
    const off = impacts({}, { all: 'haproxy_enabled: false\nnode_exporter_enabled: false', cluster: 'pgbouncer_enabled: false' })
    for (const path of ['/etc/haproxy/haproxy.cfg', '/etc/default/node_exporter', '/etc/pgbouncer/userlist.txt'])
      expect(off.get(`removed ${path}`), path).toMatchObject({ effect: 'nothing', reason: expect.stringContaining('stopped') })
    expect(off.get('removed /etc/systemd/system/haproxy.service')).toMatchObject({ effect: 'manual', command: 'systemctl disable --now haproxy.service' })
    expect(impacts({}, { all: 'pg_default_services: []' }).get('removed /etc/haproxy/conf.d/pg-test-primary.cfg')).toMatchObject({ effect: 'reload' })
  })

  test('a repository elsewhere may be encrypted otherwise', () => {
    const local = 'pgbackrest_repo: { local: { path: /pg/backup } }'
    const found = impacts(
      { cluster: local },
      { cluster: 'pgbackrest_repo: { local: { path: /backup, cipher_type: aes-256-cbc, cipher_pass: Secret.Cipher } }' },
    )
    expect(found.get('pgbackrest/pgbackrest.conf global.repo1-cipher-type')).toMatchObject({ effect: 'manual' })
    const same = impacts(
      { cluster: local },
      { cluster: 'pgbackrest_repo: { local: { path: /pg/backup, cipher_type: aes-256-cbc, cipher_pass: Secret.Cipher } }' },
    )
    expect(same.get('pgbackrest/pgbackrest.conf global.repo1-cipher-type')).toMatchObject({ effect: 'impossible' })
  })

  test('a new database is a script on the primary', () => {
    const found = impacts({}, { cluster: 'pg_databases: [{ name: shop }]' })
    expect(found.get('added /pg/tmp/pg-db-shop.sql')).toMatchObject({
      effect: 'manual',
      command: expect.stringMatching(/^psql -X .* -f \/pg\/tmp\/pg-db-shop\.sql$/),
    })
    expect(found.get('pgbouncer/database.txt shop')).toMatchObject({ effect: 'reload' })
  })

  test('the VIP, its unit, and a repository elsewhere', () => {
    const vip = (address: string): string => `pg_vip_enabled: true\npg_vip_address: ${address}/24\npg_vip_interface: eth1`
    const found = impacts({ members: trio, cluster: vip('10.10.10.2') }, { members: trio, cluster: vip('10.10.10.3') })
    expect(found.get('vip-manager/vip-manager.yml ip')).toMatchObject({ effect: 'restart', unit: 'vip-manager.service' })
    const other = impacts(
      { cluster: 'pgbackrest_repo: { local: { path: /pg/backup, retention_full: 2 } }' },
      { cluster: 'pgbackrest_repo: { local: { path: /backup, retention_full: 3 } }' },
    )
    expect(other.get('pgbackrest/pgbackrest.conf global.repo1-path')).toMatchObject({ effect: 'manual', command: '/pg/bin/pg-backup-init' })
    expect(other.get('pgbackrest/pgbackrest.conf global.repo1-retention-full')).toMatchObject({ effect: 'next run' })
  })

  test('etcd: members by command, anything else one after the other', () => {
    const groups = (timeout: number, more: string): Parts => ({
      all: `etcd_election_timeout: ${timeout}`,
      groups: more === '' ? '' : `more: { children: { etcd: { hosts: { ${more}: { etcd_seq: 2 }, 10.10.10.14: { etcd_seq: 3 } } } } }`,
    })
    const found = impacts(groups(1000, ''), groups(2000, '10.10.10.13'), '10.10.10.10')
    expect(found.get('etcd/etcd.conf election-timeout')).toMatchObject({ effect: 'rolling restart', unit: 'etcd.service' })
    expect(found.get('etcd/etcd.conf initial-cluster')).toMatchObject({ effect: 'manual', command: expect.stringContaining('etcdctl member add') })
  })

  test('names: a new one counts at once, an old one stays where dnsmasq is old', () => {
    const records = (version: string, address: string): Parts => ({ all: `dnsmasq_version: '${version}'\ndns_records: ['${address} shop.example.net']` })
    const changed = (version: string): Impact | undefined =>
      [...impacts(records(version, '10.10.10.20'), records(version, '10.10.10.21'), '10.10.10.10')].find(([key]) =>
        key.startsWith('dnsmasq/default.hosts'),
      )?.[1]
    expect(changed('2.90')).toMatchObject({ effect: 'nothing' })
    expect(changed('2.85')).toMatchObject({ effect: 'restart', unit: 'dnsmasq.service' })
  })
})

describe('files as a whole', () => {
  const file = { artifact: 'pgbouncer/userlist.txt', component: 'pgbouncer', host: 'a', path: '/etc/pgbouncer/userlist.txt', secret: true, text: '' }
  const change = { ...file, kind: 'changed' as const, before: file, after: file, changes: [], rights: [] }

  test('comments are nothing, rights are said', () => {
    expect(impactOfFile(change)).toMatchObject({ effect: 'nothing', reason: expect.stringContaining('comments') })
    const rights = [{ name: 'mode' as const, before: '0600', after: '0640' }]
    expect(impactOfFile({ ...change, rights })).toMatchObject({ effect: 'nothing', reason: expect.stringContaining('mode 0640') })
  })

  test('a unit that moves is another daemon', () => {
    const unit = { ...file, artifact: 'patroni/patroni.service', path: '/etc/systemd/system/patroni.service' }
    const moved = { ...unit, path: '/etc/systemd/system/patroni-a-1.service' }
    expect(impactOfFile({ ...moved, kind: 'changed', before: unit, after: moved, changes: [], rights: [] })).toMatchObject({
      effect: 'manual',
      command: 'systemctl disable --now patroni.service && systemctl daemon-reload && systemctl enable --now patroni-a-1.service',
    })
  })

  test('a file of somebody else, and a text that cannot be read, are unknown', () => {
    const { artifact: _, ...foreign } = { ...change, path: '/etc/motd' }
    expect(impactOfFile({ ...foreign, kind: 'added' })).toMatchObject({ effect: 'unknown' })
    const patroni = { ...change, artifact: 'patroni/patroni.yml' }
    const text = { kind: 'changed' as const, path: ['(text)'], key: '(text)', secret: true, origins: [] }
    expect(impactOf(patroni, text)).toMatchObject({ effect: 'unknown' })
  })
})
