import { expect, test } from 'vitest'
import { compileText, compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const host = '10.10.10.11'
const machine = `'*': { node_cpu: 4, node_mem_mb: 16384, node_fs_bytes: 42949672960, node_interface: eth0 }\n`
const on = (variables: string, cluster = '') => minimal({ all: `pgcompile_target: debian-12\n${variables}`, cluster })

test('a platform changes defaults and places, and what the inventory says stays', () => {
  const debian = compileValid(on(''), { facts: machine })
  expect(debian.file(host, '/etc/patroni/patroni.yml')).toContain('bin_dir: "/usr/lib/postgresql/15/bin"')
  expect(debian.file(host, '/etc/systemd/system/pgbouncer.service')).toContain('ExecStart=/usr/sbin/pgbouncer')
  expect(debian.has(host, '/var/lib/postgresql/.pgpass')).toBe(true)
  expect(debian.file('10.10.10.10', '/etc/dnsmasq.conf')).toContain('group=nogroup')
  const own = compileValid(on('pg_dbsu_home: /home/pg', 'pg_version: 14'), { facts: machine })
  expect(own.file(host, '/etc/patroni/patroni.yml')).toContain('bin_dir: "/usr/lib/postgresql/14/bin"')
  expect(own.has(host, '/home/pg/.pgpass')).toBe(true)
})

test('without a target nothing of a platform acts', () => {
  const plain = compileValid(minimal())
  expect(plain.file(host, '/etc/patroni/patroni.yml')).toContain('bin_dir: "/usr/pgsql/bin"')
  expect(plain.file(host, '/etc/pgbouncer/pgbouncer.ini')).toContain('max_prepared_statements = 256')
  expect(plain.file('10.10.10.10', '/etc/etcd/etcd.conf')).not.toMatch(/enable-/)
  expect(plain.codes).not.toContain('target-adapted')
})

test.each([
  ['1.18', false],
  ['1.20.99', false],
  ['1.21', true],
  ['1.25.1', true],
])('pgbouncer_version %s decides on max_prepared_statements', (version, expected) => {
  const { file } = compileValid(on(`pgbouncer_version: ${version}`), { facts: machine })
  expect(file(host, '/etc/pgbouncer/pgbouncer.ini').includes('max_prepared_statements')).toBe(expected)
})

test('Patroni gets the settings that it passes on', () => {
  const names = (variables: string, version: number) =>
    compileValid(on(`pgbackrest_version: 2.57\n${variables}`, `pg_version: ${version}`), { facts: machine }).file(host, '/etc/patroni/patroni.yml')
  expect(names('', 15)).not.toContain('output_plugin_libraries')
  expect(names('patroni_version: 4.1', 15)).toContain('output_plugin_libraries')
  expect(names('patroni_version: 4.0.0', 17)).toContain('sync_replication_slots')
  expect(names('patroni_version: 3.2', 17)).not.toContain('sync_replication_slots')
  expect(names('patroni_version: 3.2', 17)).not.toContain('pg_hba:')
  expect(names('', 15)).toContain('pg_hba:')
})

test('a version that is too old, no version, or not text', () => {
  expectFindings(
    compileText(on('pgbackrest_version: 2.39'), { facts: machine }).diagnostics.filter(({ severity }) => severity === 'error'),
    [{ code: 'target-cannot', message: 'pgbackrest_version must be 2.45 or later, not 2.39' }],
  )
  expect(compileText(on('patroni_version: latest'), { facts: machine }).codes).toContain('value-format')
  expect(compileText(on('pgbouncer_version: 1.20'), { facts: machine }).codes).toContain('value-type')
  expect(compileText(minimal({ all: 'pgcompile_target: debian-11' }), { facts: machine }).codes).toContain('value-enum')
})

test('facts that contradict the target', () => {
  const stated = machine.replace('}', ', os_package: deb, os_version: 13 }')
  expectFindings(ofCode(compileText(on(''), { facts: stated }), 'target-differs'), [{ code: 'target-differs', message: 'its release is 13, not 12' }])
  expect(compileValid(on(''), { facts: stated.replace('13', '12') }).codes).not.toContain('target-differs')
})
