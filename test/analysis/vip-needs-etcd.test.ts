import { expect, test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'vip-needs-etcd'

const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }

test('KD-84: one note for a cluster with a VIP', () => {
  const text = minimal({ members, cluster: 'pg_vip_enabled: true\npg_vip_address: 10.10.10.3/24' })
  expectFindings(ofCode(compileValid(text), code), [{ code, line: 12, message: 'loses its VIP 10.10.10.3' }])
  expectFindings(ofCode(compileValid(minimal({ members })), code), [])
})

test('one for all clusters that have one, at the first', () => {
  const cluster = (index: number): string => `pg-${index}:
  hosts: { 10.10.11.${index}: { pg_seq: 1, pg_role: primary } }
  vars: { pg_cluster: pg-${index}, pg_vip_enabled: ${index > 1}, pg_vip_address: 10.10.12.${index}/24 }\n`
  const text = (count: number): string => minimal({ groups: Array.from({ length: count }, (_, index) => cluster(index + 1)).join('') })
  const found = (count: number) => ofCode(compileValid(text(count)), code)
  expectFindings(found(3), [{ code, line: found(2)[0]?.at.from.line ?? 0, message: 'pg-2, pg-3 keep their primaries in failsafe mode and lose their VIPs' }])
  expect(found(8).map(({ message }) => message)).toEqual([expect.stringContaining('pg-2, pg-3, pg-4, pg-5 and 3 more keep')])
})
