import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'dns-name-twice'
const found = (records: string, cluster = '', groups = '') =>
  ofCode(compileValid(minimal({ infra: `{ infra_seq: 1, nodename: infra-1, dns_records: [${records}] }`, cluster, groups })), code)

test('two records of one name', () => {
  expectFindings(found("'10.10.10.10 a.site', '10.10.10.11 b.site A.site'"), [
    { code, line: 3, message: 'A.site is 10.10.10.11 by dns_records, and 10.10.10.10 by dns_records' },
  ])
})

test('two records of a name that is written alike', () => {
  expectFindings(found("'10.10.10.10 a.site', '10.10.10.11 a.site'"), [{ code, line: 3, message: 'a.site is 10.10.10.11 by dns_records, and 10.10.10.10' }])
})

test('the name of a cluster or an instance', () => {
  expectFindings(found("'10.10.10.99 pg-test', '10.10.10.98 pg-test-1'"), [
    { code, line: 3, message: 'pg-test is 10.10.10.99 by dns_records, and 10.10.10.11 by the name of cluster pg-test' },
    { code, line: 3, message: 'by the name of instance pg-test-1' },
  ])
})

test('the suffix belongs to the name', () => {
  const groups = 'other:\n  hosts: { 10.10.10.31: { pg_seq: 1, pg_role: primary } }\n  vars: { pg_cluster: pg-z, pg_dns_suffix: .x }'
  expectFindings(found("'10.10.10.98 pg-z'", '', groups), [])
  expectFindings(found("'10.10.10.98 pg-z.x'", '', groups), [{ code, line: 3, message: '10.10.10.31 by the name of cluster pg-z' }])
})

test('the VIP of a node cluster with the name of a cluster', () => {
  const cluster = 'vip_enabled: true\nvip_vrid: 9\nvip_address: 10.10.10.9'
  expectFindings(found("'10.10.10.10 a.site'", cluster), [{ code, line: 12, message: 'pg-test is 10.10.10.9 by the name of node cluster pg-test' }])
})

test('one address, IPv4 beside IPv6, names that are not served', () => {
  for (const records of ["'10.10.10.10 a.site', '10.10.10.10 a.site'", "'10.10.10.10 a.site', '2001:db8::1 a.site'", "'10.10.10.11 pg-test'"])
    expectFindings(found(records), [])
  expectFindings(found("'10.10.10.99 pg-test'", 'dns_enabled: false'), [])
})
