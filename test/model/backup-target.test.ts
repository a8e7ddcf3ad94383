import { expect, test } from 'vitest'
import { compileText, compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const host = '10.10.10.11'
const machine = `'*': { node_cpu: 4, node_mem_mb: 16384, node_fs_bytes: 42949672960, node_interface: eth0 }\n`
const code = 'target-cannot'
const conf = '/etc/pgbackrest/pgbackrest.conf'

function on(cluster: string, vars = ''): string {
  return minimal({ all: `pgcompile_target: debian-12\n${vars}`, cluster })
}

test('an option of a built-in repository is left out', () => {
  const debian = compileValid(on('pgbackrest_method: minio'), { facts: machine })
  expect(debian.file(host, conf)).not.toContain('repo1-block')
  expect(debian.file(host, conf)).toContain('repo1-bundle=y')
  expect(compileValid(on('pgbackrest_method: minio', 'pgbackrest_version: 2.46'), { facts: machine }).file(host, conf)).toContain('repo1-block=y')
})

test.each([
  ['{ path: /pg/backup, block: y }', 'pgbackrest_repo.local.block asks for: 2.46'],
  [
    '{ type: sftp, path: /b, sftp_host: b, sftp_host_user: u, sftp_host_key_hash_type: sha256, sftp_private_key_file: /k }',
    'pgbackrest_repo.local.type asks for: 2.46',
  ],
  ['{ path: /pg/backup, symlink: n }', 'pgbackrest_repo.local.symlink asks for: 2.57.0'],
])('%s is refused', (repository, message) => {
  const found = ofCode(compileText(on(`pgbackrest_method: local\npgbackrest_repo: { local: ${repository} }`), { facts: machine }), code)
  expectFindings(found.slice(0, 1), [{ code, message }])
  expect(
    compileText(on(`pgbackrest_method: local\npgbackrest_repo: { local: ${repository} }`, 'pgbackrest_version: 2.57'), { facts: machine }).codes,
  ).not.toContain(code)
})

test('a value that asks for nothing is left out without a word', () => {
  const quiet = compileValid(on('pgbackrest_repo: { local: { path: /pg/backup, retention_full: 2, block: n } }'), { facts: machine })
  expect(quiet.file(host, conf)).not.toContain('block')
})

test('a release of the server that is too new for it', () => {
  expectFindings(ofCode(compileText(on('pg_version: 16'), { facts: machine }), code), [
    { code, message: 'pgBackRest 2.45 of debian-12 cannot back up PostgreSQL 16: 2.46' },
  ])
  expect(compileText(on('pg_version: 16\npgbackrest_enabled: false'), { facts: machine }).codes).not.toContain(code)
})
