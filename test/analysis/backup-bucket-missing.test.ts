import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'backup-bucket-missing'
const repository = (bucket: string, endpoint = 'sss.pigsty') =>
  `pgbackrest_repo:\n  own: { type: s3, s3_endpoint: ${endpoint}, s3_region: r, s3_bucket: ${bucket}, s3_key: K7Q2, s3_key_secret: Secret.Backup, path: /b, retention_full: 2 }`
const store = (vars = '') => `minio:\n  hosts: { 10.10.10.10: { minio_seq: 1 } }\n  vars: { minio_cluster: minio${vars} }`
const buckets = ', minio_buckets: [{ name: pgsql }, { name: data }]'
const found = (all: string, groups = store(buckets)) => ofCode(compileValid(minimal({ cluster: 'pgbackrest_method: own', groups, all })), code)

test('a bucket that nobody creates', () => {
  expectFindings(found(repository('backup')), [
    { code, line: 25, message: 'repository own writes to bucket backup, and minio_buckets of object store minio creates only pgsql, data' },
  ])
})

test('one of them, another store, and buckets that the inventory does not list', () => {
  expectFindings(found(repository('data')), [])
  expectFindings(found(repository('backup', 's3.example.com')), [])
  expectFindings(found(repository('backup'), store()), [])
})
