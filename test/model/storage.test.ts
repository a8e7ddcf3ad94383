import { describe, expect, test } from 'vitest'
import { compileText, expectErrors, minimal } from '../compile.js'

describe('places that cannot belong to the database alone', () => {
  test.each(['/', '/data/..', '/etc/pg', '/home', '/var/lib', '/var/log/', '/tmp', '/usr/local'])('pg_fs_main: %s', (path) => {
    expectErrors(minimal({ cluster: `pg_fs_main: ${path}` }), [{ code: 'storage-directory', line: 10, message: 'pg_fs_main must be' }])
  })

  test('a log directory neither', () => {
    expectErrors(minimal({ cluster: 'patroni_log_dir: /var/log' }), [
      { code: 'storage-directory', line: 10, message: 'patroni_log_dir must be a directory of its own' },
    ])
    expect(compileText(minimal({ cluster: 'patroni_enabled: false\npatroni_log_dir: /var/log' })).codes).not.toContain('storage-directory')
  })

  test('/pg is a link into it', () => {
    for (const path of ['/pg', '/pg/main'])
      expectErrors(minimal({ cluster: `pg_fs_backup: ${path}` }), [{ code: 'storage-directory', line: 10, message: 'take one elsewhere' }])
  })

  test('the backups beside the data, not among them', () => {
    expectErrors(minimal({ cluster: 'pg_fs_main: /data\npg_fs_backup: /data/' }), [{ code: 'storage-directory', line: 11, message: 'both /data' }])
  })

  test('what systemd-tmpfiles would read as something else', () => {
    for (const path of ["'/da ta'", "'/data/%b'", 'data'])
      expectErrors(minimal({ cluster: `pg_fs_main: ${path}` }), [{ code: 'path-form', line: 10, message: /^pg_fs_main must/ }])
  })

  test.each(['/data', '/data1', '/var/lib/postgresql', '/usr/local/pgsql', '/srv/db', '/mnt/disk'])('%s is fine', (path) => {
    expect(compileText(minimal({ cluster: `pg_fs_main: ${path}` })).codes).not.toContain('storage-directory')
  })
})
