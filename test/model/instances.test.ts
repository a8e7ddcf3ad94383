import { describe, expect, test } from 'vitest'
import { compileText, compileValid, expectErrors, expectFindings, minimal, ofCode } from '../compile.js'

const host = '10.10.10.11'

/** One host of pg-test with these variables, one a line from line 8 on. */
function shared(...lines: string[]): { members: Record<string, string> } {
  return { members: { [host]: `\n${lines.map((line) => `          ${line}`).join('\n')}` } }
}

const two = shared('pg_instances:', '  5432: { pg_seq: 1, pg_role: primary }', '  5442: { pg_cluster: pg-b, pg_seq: 1, pg_role: primary }')

const instances = (text: string) => compileValid(text).model?.clusters.flatMap((cluster) => cluster.instances) ?? []
const named = (text: string, name: string) => instances(text).find((instance) => instance.name === name)

describe('KD-03: who the instances of a host are', () => {
  test('every entry is an instance, of the cluster that it names or inherits', () => {
    expect(instances(minimal(two)).map(({ name, postgres }) => [name, postgres.port])).toEqual([
      ['pg-b-1', 5442],
      ['pg-test-1', 5432],
    ])
  })

  test('the variables of the host are one more instance where they say cluster, number and role', () => {
    const own = shared('pg_seq: 7', 'pg_role: primary', 'pg_instances: { 5442: { pg_cluster: pg-b, pg_seq: 1, pg_role: primary } }')
    expect(instances(minimal(own)).map(({ name, postgres }) => [name, postgres.port])).toEqual([
      ['pg-b-1', 5442],
      ['pg-test-7', 5432],
    ])
    const half = shared('pg_role: primary', 'pg_instances: { 5442: { pg_seq: 1 } }')
    expect(instances(minimal(half)).map(({ name, role }) => [name, role])).toEqual([['pg-test-1', 'primary']])
  })

  test('an empty map is none', () => {
    expect(instances(minimal(shared('pg_seq: 1', 'pg_role: primary', 'pg_instances: {}'))).map(({ name }) => name)).toEqual(['pg-test-1'])
  })

  test('two members of one cluster on one host are two servers and one address', () => {
    const compiled = compileValid(minimal(shared('pg_instances: { 5432: { pg_seq: 1, pg_role: primary }, 5442: { pg_seq: 2, pg_role: replica } }')))
    expect(compiled.file(host, '/etc/haproxy/conf.d/pg-test-primary.cfg').match(/^ +server .*/gm)).toEqual([
      '    server   pg-test-1 10.10.10.11:6432 check port 8008 weight 100',
      '    server   pg-test-2 10.10.10.11:6442 check port 8018 weight 100',
    ])
    expect(compiled.file(host, '/etc/patroni/patroni-pg-test-2.yml').match(/- "10.10.10.11"/g)).toHaveLength(1)
    expect(compiled.file(host, '/pg/pg-test-2/data/pg_hba.conf').match(/all +replicator +10.10.10.11\/32/g) ?? []).toHaveLength(0)
  })

  test('what an entry lacks or says in the wrong form is an error at it', () => {
    expectErrors(minimal(shared('pg_instances:', '  5432: { pg_seq: 1, pg_role: primary }', '  5442: { pg_seq: 2 }')), [
      { code: 'instance-identity', line: 10, message: 'instance 5442 of host 10.10.10.11 has a pg_cluster and no pg_role' },
    ])
    expectErrors(minimal(shared('pg_instances:', '  5432: { pg_seq: 1, pg_role: primary }', '  5442: { pg_seq: 1, pg_role: replica }')), [
      { code: 'instance-seq', line: 10, message: 'pg_seq 1 of 10.10.10.11 is taken' },
    ])
    expectErrors(minimal(shared('pg_instances:', '  5432: { pg_seq: 1, pg_role: primary }', '  5442: nothing')), [
      { code: 'instance-identity', line: 10, message: 'must be a map of variables' },
    ])
    expectErrors(minimal(shared('pg_instances:', '  5432: { pg_seq: 1, pg_role: primary, pg_max_conn: many }')), [{ code: 'value-type', line: 9 }])
  })

  test('parameters that nobody reads, and those of a whole host, are warnings', () => {
    const compiled = compileText(minimal(shared('pg_instances:', '  5432: { pg_seq: 1, pg_role: primary, pg_ports: 1, haproxy_enabled: false }')))
    expectFindings(ofCode(compiled, 'parameter-unknown'), [{ code: 'parameter-unknown', line: 9, message: 'did you mean pg_port' }])
    expectFindings(ofCode(compiled, 'instance-parameter'), [{ code: 'instance-parameter', line: 9, message: 'haproxy_enabled acts on a whole host' }])
    expect(compiled.has(host, '/etc/haproxy/conf.d/pg-test-primary.cfg')).toBe(true)
  })
})

describe('ports', () => {
  test('what an entry does not give moves by the distance of its port, whoever else is on the host', () => {
    const alone = named(minimal(shared('pg_instances: { 5442: { pg_seq: 1, pg_role: primary } }')), 'pg-test-1')
    expect([alone?.pool?.port, alone?.patroni?.port, alone?.exporters.postgres?.port, alone?.exporters.pgbackrest?.port]).toEqual([6442, 8018, 9640, 9864])
  })

  test('an inherited port moves, one of the entry stays', () => {
    const text = minimal({
      cluster: 'patroni_port: 18000',
      ...shared('pgbouncer_port: 16000', 'pg_instances: { 5442: { pg_seq: 1, pg_role: primary, pg_exporter_port: 19999 } }'),
    })
    const instance = named(text, 'pg-test-1')
    expect([instance?.pool?.port, instance?.patroni?.port, instance?.exporters.postgres?.port]).toEqual([16010, 18010, 19999])
  })

  test('services move with the instance that publishes them, and not at a provider', () => {
    expect(compileValid(minimal(two)).file(host, '/etc/haproxy/conf.d/pg-b-primary.cfg')).toContain('*:5443')
    const cluster = 'pg_service_provider: infra'
    const provided = compileValid(minimal({ cluster, ...shared('pg_instances: { 5442: { pg_seq: 1, pg_role: primary } }') }))
    expect(provided.file('10.10.10.10', '/etc/haproxy/conf.d/pg-test-primary.cfg')).toContain('*:5433')
  })

  test('keys are ports, pg_port is the key, and moved ports must exist', () => {
    const primary = 'pg_seq: 1, pg_role: primary'
    expectErrors(minimal(shared('pg_instances:', `  5432: { ${primary} }`, '  70000: {}', '  main: {}')), [
      { code: 'instance-port', line: 10, message: '`70000`' },
      { code: 'instance-port', line: 11, message: '`main`' },
    ])
    expectErrors(minimal(shared('pg_instances:', `  5432: { ${primary}, pg_port: 5433 }`)), [
      { code: 'instance-port', line: 9, message: 'pg_port of instance 5432 of host 10.10.10.11 is its key' },
    ])
    expectErrors(
      minimal(
        shared('pg_instances:', `  65000: { ${primary}, patroni_port: 1, pg_exporter_port: 2, pgbouncer_exporter_port: 3, pgbackrest_exporter_port: 4 }`),
      ),
      [{ code: 'instance-port', line: 9, message: 'pgbouncer_port of instance 65000 of host 10.10.10.11 would be 66000, which is no port' }],
    )
  })

  test('neighbours meet the services of each other: an error at both', () => {
    const compiled = compileText(
      minimal(shared('pg_instances:', '  5432: { pg_seq: 1, pg_role: primary }', '  5433: { pg_cluster: pg-b, pg_seq: 1, pg_role: primary }')),
    )
    const found = ofCode(compiled, 'port-collision').find(({ message }) => message.includes('PostgreSQL of pg-b-1'))
    expect(found?.message).toBe('port 5433 of 10.10.10.11 is taken twice: by service pg-test-primary and by PostgreSQL of pg-b-1')
    expect(found?.at.from.line).toBe(10)
    expect(found?.related).toHaveLength(1)
    expect(compiled.files).toEqual([])
  })

  test('the instance of the host itself meets an entry on its port', () => {
    const compiled = compileText(minimal(shared('pg_seq: 1', 'pg_role: primary', 'pg_instances:', '  5432: { pg_cluster: pg-b, pg_seq: 1, pg_role: primary }')))
    expect(ofCode(compiled, 'port-collision').map(({ message }) => message)).toContainEqual(
      'port 5432 of 10.10.10.11 is taken twice: by PostgreSQL of pg-test-1 and by PostgreSQL of pg-b-1',
    )
  })
})

describe('layout', () => {
  test('the only instance of a host has the usual places, however it is written', () => {
    const usual = compileValid(minimal())
    const entry = compileValid(minimal(shared('pg_instances: { 5432: { pg_seq: 1, pg_role: primary } }')))
    const tree = ({ files }: typeof usual) => files.map((file) => [file.host, file.path, file.text, file.instance, file.impact.unit])
    expect(tree(entry)).toEqual(tree(usual))
  })

  test('beside others every path and unit has the name of its instance, and nothing meets', () => {
    const compiled = compileValid(minimal(two))
    const own = compiled.files.filter((file) => file.host === host && file.instance !== undefined)
    expect(own.length).toBeGreaterThan(40)
    expect(own.filter(({ path, instance }) => !path.includes(instance ?? '')).map(({ path }) => path)).toEqual([])
    const units = own
      .filter(({ artifact }) => /^(patroni|pgbouncer|vip-manager)\/|exporter/.test(artifact))
      .map(({ impact, instance }) => [impact.unit, instance])
    for (const [unit, instance] of units) if (unit !== undefined) expect(unit).toContain(`-${instance}.service`)
    for (const { text, instance } of own)
      for (const other of ['pg-test-1', 'pg-b-1'].filter((name) => name !== instance)) expect(text).not.toMatch(new RegExp(`/${other}/|-${other}[.]`))
  })

  test('directories of the host and its groups get a part for each instance; those of an entry stay', () => {
    const lines = [
      'pg_instances:',
      '  5432: { pg_seq: 1, pg_role: primary, patroni_log_dir: /var/log/p }',
      '  5442: { pg_cluster: pg-b, pg_seq: 1, pg_role: primary }',
    ]
    const text = minimal({ cluster: 'pg_log_dir: /var/log/pg', ...shared(...lines) })
    expect(named(text, 'pg-test-1')?.postgres.logDirectory).toBe('/var/log/pg/pg-test-1')
    expect(named(text, 'pg-test-1')?.patroni?.logDirectory).toBe('/var/log/p')
    expect(named(text, 'pg-b-1')?.patroni?.logDirectory).toBe('/pg/pg-b-1/log/patroni')
  })

  test('settings that all members share stay those of a member alone; the instance says its own', () => {
    const file = compileValid(minimal(two)).file(host, '/etc/patroni/patroni-pg-b-1.yml')
    expect(file).toContain('archive_command: "pgbackrest --stanza=pg-b archive-push %p"')
    expect(file).toContain('archive_command: "pgbackrest --config=/etc/pgbackrest/pgbackrest-pg-b-1.conf --stanza=pg-b archive-push %p"')
    expect(
      compileValid(minimal())
        .file(host, '/etc/patroni/patroni.yml')
        .match(/archive_command/g),
    ).toHaveLength(1)
  })

  test('files of which a host has one: cron, sudo, profile', () => {
    const lines = [
      'pg_instances:',
      "  5442: { pg_seq: 1, pg_role: primary, pg_crontab: ['@daily one'] }",
      "  5432: { pg_cluster: pg-b, pg_seq: 1, pg_role: primary, pg_crontab: ['@daily two'] }",
    ]
    const compiled = compileValid(minimal(shared(...lines)))
    expect(compiled.file(host, '/var/spool/cron/postgres').split('\n').slice(4, -1)).toEqual([
      'PATH=/usr/pgsql/bin:/pg/pg-b-1/bin:/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin',
      'PGPORT=5432',
      'PGDATA=/pg/pg-b-1/data',
      'PGBACKREST_CONFIG=/etc/pgbackrest/pgbackrest-pg-b-1.conf',
      '@daily two',
      'PATH=/usr/pgsql/bin:/pg/pg-test-1/bin:/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin',
      'PGPORT=5442',
      'PGDATA=/pg/pg-test-1/data',
      'PGBACKREST_CONFIG=/etc/pgbackrest/pgbackrest-pg-test-1.conf',
      '@daily one',
    ])
    expect(compiled.file(host, '/etc/profile.d/pgsql.sh')).toContain('PGDATA=/pg/pg-b-1/data')
    const sudo = compiled.file(host, '/etc/sudoers.d/postgres')
    expect(sudo).toContain('/bin/systemctl restart patroni-pg-b-1\n')
    expect(sudo).toContain('/bin/systemctl restart patroni-pg-test-1\n')
    expect(sudo.match(/softdog/g)).toHaveLength(1)
  })

  test('pg_data is where the layout has it', () => {
    expectErrors(minimal(shared('pg_instances:', '  5432: { pg_seq: 1, pg_role: primary }', '  5442: { pg_seq: 2, pg_role: replica, pg_data: /pg/data }')), [
      { code: 'path-fixed', line: 10, message: 'pg_data of pg-test-2 is /pg/pg-test-2/data' },
    ])
  })
})

describe('the host around them', () => {
  const nodename = (...lines: string[]) => compileValid(minimal(shared(...lines))).model?.hosts.find(({ name }) => name === host)?.nodename
  const entries = 'pg_instances: { 5442: { pg_seq: 1, pg_role: primary }, 5432: { pg_cluster: pg-b, pg_seq: 1, pg_role: primary } }'

  test('its name is nodename, else that of the instance with the lowest port', () => {
    expect(nodename(entries)).toBe('pg-b-1')
    expect(nodename('nodename: both', entries)).toBe('both')
    expect(nodename('nodename: ignored', 'pg_instances: { 5442: { pg_seq: 1, pg_role: primary } }')).toBe('pg-test-1')
  })

  test('one OS user, and programs for each release', () => {
    const b = 'pg_cluster: pg-b, pg_seq: 1, pg_role: primary'
    expectErrors(minimal(shared('pg_instances:', '  5432: { pg_seq: 1, pg_role: primary }', `  5442: { ${b}, pg_dbsu: other }`)), [
      { code: 'instances-differ', line: 10, message: 'pg_dbsu of pg-b-1 and pg-test-1' },
    ])
    expectErrors(minimal(shared('pg_instances:', '  5432: { pg_seq: 1, pg_role: primary }', `  5442: { ${b}, pg_version: 17 }`)), [
      { code: 'instances-differ', line: 10, message: 'pg_bin_dir is /usr/pgsql/bin for both' },
    ])
    compileValid(minimal(shared('pg_instances:', '  5432: { pg_seq: 1, pg_role: primary }', `  5442: { ${b}, pg_version: 17, pg_bin_dir: /usr/pgsql-17/bin }`)))
  })

  test('pg_upstream names an instance where a host has several', () => {
    const b = (upstream: string) => `pg-b:\n  hosts: { 10.10.10.31: { pg_seq: 1, pg_role: primary, pg_upstream: ${upstream} } }\n  vars: { pg_cluster: pg-b }`
    const primaries = shared('pg_instances: { 5432: { pg_seq: 1, pg_role: primary }, 5442: { pg_cluster: pg-c, pg_seq: 1, pg_role: primary } }')
    expectErrors(minimal({ ...primaries, groups: b(host) }), [{ code: 'instance-upstream', message: 'name one of pg-test-1, pg-c-1' }])
    expect(named(minimal({ ...primaries, groups: b('pg-c-1') }), 'pg-b-1')?.upstream).toMatchObject({ kind: 'cluster', host, port: 5442 })
  })
})
