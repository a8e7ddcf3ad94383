import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'backup-path-default'

test('a local repository without a path', () => {
  const found = ofCode(compileValid(minimal({ cluster: 'pgbackrest_repo:\n  local: { retention_full: 2 }' })), code)
  expectFindings(found, [{ code, line: 11, message: '/var/lib/pgbackrest' }])
})

test('a path, or another kind of storage, is enough', () => {
  for (const definition of ['{ path: /p }', '{ type: s3, s3_bucket: b }'])
    expectFindings(ofCode(compileValid(minimal({ cluster: `pgbackrest_repo: { local: ${definition} }` })), code), [])
})
