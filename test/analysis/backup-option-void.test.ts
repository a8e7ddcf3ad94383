import { test } from 'vitest'
import { compileText, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'backup-option-void'
const found = (options: string) => ofCode(compileText(minimal({ cluster: 'pgbackrest_method: own', all: `pgbackrest_repo: { own: { ${options} } }` })), code)

test.each([
  ['s3_bucket: b', 's3_bucket of repository own has no effect: it is for type s3, and the type is posix'],
  ['storage_port: 9000', 'storage_port of repository own has no effect: it is for type azure, gcs, s3, and the type is posix'],
  ['block: y', 'it needs bundle: y, and that is n'],
  ['bundle_size: 64MiB', 'it needs bundle: y, and that is n'],
  ['bundle: n, bundle_limit: 4MiB', 'it needs bundle: y, and that is n'],
  ['bundle: y, block_size_super: 1MiB', 'it needs block: y, and that is n'],
  ['bundle: y, hardlink: y', 'hardlink of repository own has no effect: it needs bundle: n, and that is y'],
  ['cipher_pass: Secret.Cipher', 'it needs cipher_type: aes-256-cbc, and that is none'],
])('%s', (options, message) => expectFindings(found(`path: /b, retention_full: 2, ${options}`), [{ code, line: 21, message }]))

test('what has its condition, or asks for nothing', () => {
  for (const options of [
    'bundle: y, block: y, bundle_size: 64MiB',
    'block: n',
    'hardlink: y',
    'cipher_type: aes-256-cbc, cipher_pass: Secret.Cipher',
    'own_option: 1',
  ])
    expectFindings(found(`path: /b, retention_full: 2, ${options}`), [])
  for (const method of ['local', 'minio']) expectFindings(ofCode(compileText(minimal({ cluster: `pgbackrest_method: ${method}` })), code), [])
})
