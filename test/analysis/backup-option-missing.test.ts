import { expect, test } from 'vitest'
import { compileText, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'backup-option-missing'
const found = (options: string) => ofCode(compileText(minimal({ cluster: 'pgbackrest_method: own', all: `pgbackrest_repo: { own: { ${options} } }` })), code)
const names = (options: string) => found(options).map(({ message }) => / needs (\w+),/.exec(message)?.[1])

test('what each kind of storage needs', () => {
  expect(names('type: s3').sort()).toEqual(['s3_bucket', 's3_endpoint', 's3_key', 's3_key_secret', 's3_region'])
  expect(names('type: azure').sort()).toEqual(['azure_account', 'azure_container', 'azure_key'])
  expect(names('type: gcs').sort()).toEqual(['gcs_bucket', 'gcs_key'])
  expect(names('type: sftp').sort()).toEqual(['sftp_host', 'sftp_host_key_hash_type', 'sftp_host_user', 'sftp_private_key_file'])
  for (const type of ['posix', 'cifs']) expect(names(`type: ${type}`)).toEqual([])
})

test('credentials that the machine has by itself', () => {
  const s3 = 'type: s3, s3_bucket: b, s3_endpoint: e.example.com, s3_region: r'
  expectFindings(found(`${s3}, s3_key_type: auto`), [])
  expectFindings(found(`${s3}, s3_key: k`), [{ code, line: 21, message: 'repository own needs s3_key_secret, since s3_key_type is shared' }])
  expectFindings(found('type: gcs, gcs_bucket: b, gcs_key_type: auto'), [])
})

test('the built-in repositories', () => {
  for (const method of ['local', 'minio']) expectFindings(ofCode(compileText(minimal({ cluster: `pgbackrest_method: ${method}` })), code), [])
})
