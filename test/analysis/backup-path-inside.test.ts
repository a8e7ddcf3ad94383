import { test } from 'vitest'
import { compileValid, expectErrors, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'backup-path-inside'
const s3 = (path: string, bucket = 'b') =>
  `pgbackrest_method: own\npgbackrest_repo:\n  own: { type: s3, s3_endpoint: s3.example.com, s3_region: r, s3_bucket: ${bucket}, s3_key: K7Q2, s3_key_secret: Secret.Backup, path: '${path}', retention_full: 2 }`
const other = (vars: string) =>
  `other:\n  hosts: { 10.10.10.31: { pg_seq: 1, pg_role: primary } }\n  vars:\n    pg_cluster: pg-z\n${vars
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}`
const inventory = (outer: string, inner: string) => minimal({ cluster: outer, groups: other(inner) })

test('a repository among the files of another', () => {
  for (const path of ['/b/archive/pg-test', '/b/backup/pg-test/z'])
    expectErrors(inventory(s3('/b/'), s3(path)), [
      { code, line: 19, message: `the repository of cluster pg-z, ${path}, is inside of what cluster pg-test keeps below /b` },
    ])
})

test('one path for both, paths beside each other, another bucket, hosts of their own', () => {
  const posix = (path: string) => `pgbackrest_method: own\npgbackrest_repo: { own: { path: '${path}', retention_full: 2 } }`
  for (const [outer, inner] of [
    [s3('/b'), s3('/b')],
    [s3('/b'), s3('/b/z')],
    [s3('/b'), s3('/b/archive/pg-testing')],
    [s3('/b'), s3('/b/archive/pg-test', 'c')],
    [posix('/b'), posix('/b/archive/pg-test')],
  ] as const)
    expectFindings(ofCode(compileValid(inventory(outer, inner)), code), [])
})
