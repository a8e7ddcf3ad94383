import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { postgresDirectories } from '../../../src/artifacts/postgres/directories.conf.js'
import { Sink } from '../../../src/diagnostics/sink.js'
import { readTmpfiles } from '../../../src/emit/read/tmpfiles.js'
import { Source } from '../../../src/source/source.js'
import { understand } from '../../../src/understand.js'
import { compileValid, minimal } from '../../compile.js'
import { hasPostgres } from '../../daemons/postgres.js'

const path = '/etc/tmpfiles.d/pgcompile.conf'

function lines(cluster = ''): readonly (readonly string[])[] {
  return readTmpfiles(compileValid(minimal({ cluster })).file('10.10.10.11', path))
}

/** Path to `mode user`, and link to its target. */
function facts(cluster = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(lines(cluster).map(([type, where, mode, user, , , target]) => [where, type === 'L' ? `-> ${target}` : `${mode} ${user}`]))
}

test('directories and links of an instance', () => {
  expect(facts('pg_version: 17')).toEqual({
    '/data/postgres': '0700 postgres',
    '/data/backups': '0700 postgres',
    '/data/postgres/pg-test-17': '0700 postgres',
    '/data/postgres/pg-test-17/bin': '0700 postgres',
    '/data/postgres/pg-test-17/tmp': '0700 postgres',
    '/data/postgres/pg-test-17/cert': '0700 postgres',
    '/data/postgres/pg-test-17/conf': '0700 postgres',
    '/data/postgres/pg-test-17/data': '0700 postgres',
    '/data/postgres/pg-test-17/spool': '0700 postgres',
    '/data/postgres/pg-test-17/log': '0750 postgres',
    '/data/postgres/pg-test-17/log/postgres': '0750 postgres',
    '/data/postgres/pg-test-17/log/patroni': '0750 postgres',
    '/data/postgres/pg-test-17/log/pgbouncer': '0750 postgres',
    '/data/postgres/pg-test-17/log/pgbackrest': '0750 postgres',
    '/data/backups/pg-test-17': '0700 postgres',
    '/data/backups/pg-test-17/backup': '0700 postgres',
    '/etc/patroni': '0700 postgres',
    '/etc/pgbackrest': '0750 postgres',
    '/etc/pgbouncer': '0750 postgres',
    '/etc/pg_exporter': '0700 postgres',
    '/pg': '-> /data/postgres/pg-test-17',
    '/data/postgres/pg-test-17/backup': '-> /data/backups/pg-test-17/backup',
  })
  for (const [type, , , , group] of lines()) expect(group).toBe(type === 'L' ? '-' : 'postgres')
})

test('other places, another user, log directories outside and inside of pg_data', () => {
  const found = facts(
    'pg_fs_main: /data1//\npg_fs_backup: /data2\npg_dbsu: dba\npg_log_dir: /pg/data/log\npatroni_log_dir: /var/log/patroni\npgbouncer_log_dir: /pg/log/pool/main',
  )
  expect(found).toMatchObject({
    '/data1': '0700 dba',
    '/data2/pg-test-18/backup': '0700 dba',
    '/pg': '-> /data1/pg-test-18',
    '/data1/pg-test-18/backup': '-> /data2/pg-test-18/backup',
    '/var/log/patroni': '0750 dba',
    '/data1/pg-test-18/log/pool': '0750 dba',
    '/data1/pg-test-18/log/pool/main': '0750 dba',
  })
  expect(Object.keys(found).filter((name) => name.startsWith('/data1/pg-test-18/data/'))).toEqual([])
})

test('a component that is off has no directories', () => {
  const found = facts('patroni_enabled: false\npgbackrest_enabled: false\npgbouncer_enabled: false\npg_exporter_enabled: false')
  expect(Object.keys(found).filter((name) => /^\/etc|patroni|pgbackrest|pgbouncer/.test(name))).toEqual([])
})

test('several instances of a host share one file, and each has its own directories', () => {
  const groups =
    'two: { hosts: { 10.10.10.12: { nodename: two, pg_log_dir: /var/log/pg, pg_instances: { 5432: { pg_cluster: pg-a, pg_seq: 1, pg_role: primary }, 5532: { pg_cluster: pg-b, pg_seq: 1, pg_role: primary } } } } }'
  const model = understand({ inventories: [new Source('inventory.yml', minimal({ groups }))] }, new Sink())
  const files = postgresDirectories.files(model ?? expect.fail('no model')).filter(({ host }) => host === '10.10.10.12')
  expect(files.map((file) => file.path)).toEqual([path])
  const { directories = [], links = [] } = files[0]?.view ?? {}
  expect(links).toEqual([
    { path: '/pg/backup', target: '/data/backups/backup' },
    { path: '/pg/pg-a-1', target: '/data/postgres/pg-a-1-18' },
    { path: '/data/postgres/pg-a-1-18/backup', target: '/data/backups/pg-a-1-18/backup' },
    { path: '/pg/pg-b-1', target: '/data/postgres/pg-b-1-18' },
    { path: '/data/postgres/pg-b-1-18/backup', target: '/data/backups/pg-b-1-18/backup' },
  ])
  expect(directories).toContainEqual({ path: '/pg', mode: '0755', user: 'root' })
  const paths = directories.map((directory) => directory.path)
  expect(paths).toEqual(
    expect.arrayContaining(['/data/postgres/pg-b-1-18/log/patroni', '/var/log/pg/pg-b-1', '/etc/pgbouncer/pg-a-1', '/etc/pgbouncer/pg-b-1']),
  )
  expect(new Set(paths).size).toBe(paths.length)
})

test('a host without PostgreSQL has no such file', () => {
  expect(compileValid(minimal()).has('10.10.10.10', path)).toBe(false)
})

const canCreate = userInfo().uid === 0 && hasPostgres && existsSync('/usr/bin/systemd-tmpfiles')

test.skipIf(!canCreate)('systemd-tmpfiles makes them, and a second run changes nothing', () => {
  const root = mkdtempSync(join(tmpdir(), 'pgcompile-root-'))
  try {
    mkdirSync(join(root, 'etc'))
    for (const name of ['passwd', 'group']) copyFileSync(join('/etc', name), join(root, 'etc', name))
    const conf = join(root, 'pgcompile.conf')
    writeFileSync(conf, compileValid(minimal({ cluster: 'pgbouncer_log_dir: /pg/log/pool/main' })).file('10.10.10.11', path))
    const tree = () => spawnSync('find', [root, '-printf', '%P %u:%g %m %l\n'], { encoding: 'utf8' }).stdout
    const create = () => spawnSync('systemd-tmpfiles', ['--create', `--root=${root}`, conf], { encoding: 'utf8' })
    expect(create()).toMatchObject({ status: 0, stderr: '' })
    const first = tree()
    const home = join(root, 'data/postgres/pg-test-18')
    expect(readlinkSync(join(root, 'pg'))).toBe('/data/postgres/pg-test-18')
    expect(readlinkSync(join(home, 'backup'))).toBe('/data/backups/pg-test-18/backup')
    expect(statSync(join(home, 'data')).mode & 0o7777).toBe(0o700)
    expect(first).toContain('data/postgres/pg-test-18/log/pool/main postgres:postgres 750 \n')
    expect(first).toContain('etc/pgbackrest postgres:postgres 750 \n')
    expect(create()).toMatchObject({ status: 0, stderr: '' })
    expect(tree()).toBe(first)
  } finally {
    rmSync(root, { recursive: true })
  }
})
