import { expect, test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'backup-store-credentials'
const repository = (endpoint = 'sss.pigsty', key = 'K7Q2', secret = 'Secret.Backup') =>
  `pgbackrest_repo:\n  own: { type: s3, s3_endpoint: '${endpoint}', s3_region: r, s3_bucket: b, s3_key: ${key}, s3_key_secret: ${secret}, path: /b, retention_full: 2 }`
const store = (vars = '') =>
  `minio:\n  hosts: { 10.10.10.10: { minio_seq: 1 } }\n  vars:\n    minio_cluster: minio\n    minio_users: [{ access_key: K7Q2, secret_key: Secret.Backup }, { access_key: other, secret_key: Secret.Other }]\n${vars}`
const found = (all: string, groups = store()) => ofCode(compileValid(minimal({ cluster: 'pgbackrest_method: own', groups, all })), code)

test('another secret, which no message shows', () => {
  const wrong = found(repository(undefined, undefined, 'Secret.Wrong'))
  expectFindings(wrong, [{ code, line: 27, message: 's3_key_secret of repository own is not the secret_key that object store minio gives this user' }])
  expect(JSON.stringify(wrong[0]?.message)).not.toContain('Secret.')
})

test('a user that the store does not create', () => {
  expectFindings(found(repository(undefined, 'nobody')), [{ code, line: 27, message: 's3_key of repository own is no user of object store minio' }])
})

test.each(['https://10.10.10.10:9000', 'SSS.pigsty:9000', 'infra-1'])('the store by its name %s', (endpoint) =>
  expect(found(repository(endpoint, 'nobody'))).toHaveLength(1),
)

test('what fits, what the administrator may, another store, and users that the inventory does not list', () => {
  expectFindings(found(repository()), [])
  expectFindings(found(repository(undefined, 'minioadmin', 'S3User.MinIO')), [])
  expectFindings(found(repository('s3.example.com', 'nobody')), [])
  expectFindings(found(repository(undefined, 'nobody'), store().replace(/ {4}minio_users.*\n/, '')), [])
  expectFindings(found(repository(undefined, 'nobody'), ''), [])
})
