import { test } from 'vitest'
import { compileText, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'backup-never-expires'
const found = (options: string) => ofCode(compileText(minimal({ cluster: 'pgbackrest_method: own', all: `pgbackrest_repo: { own: { ${options} } }` })), code)

test('no limit at all, or only one that leaves the full backups', () => {
  const finding = { code, line: 21, message: 'repository own has no retention_full: backups of pg-test and their WAL are never removed' }
  for (const options of ['path: /b', 'path: /b, retention_full_type: time', 'path: /b, retention_diff: 3']) expectFindings(found(options), [finding])
})

test('one finding for all clusters of a repository', () => {
  const groups = 'other:\n  hosts: { 10.10.10.31: { pg_seq: 1, pg_role: primary } }\n  vars: { pg_cluster: pg-z }'
  const text = minimal({ groups, all: 'pgbackrest_method: own\npgbackrest_repo: { own: { path: /b } }' })
  expectFindings(ofCode(compileText(text), code), [{ code, message: 'backups of pg-test, pg-z' }])
})

test('a limit, the built-in repositories, no backups', () => {
  expectFindings(found('path: /b, retention_full: 2'), [])
  for (const cluster of ['', 'pgbackrest_method: minio', 'pgbackrest_enabled: false']) expectFindings(ofCode(compileText(minimal({ cluster })), code), [])
})
