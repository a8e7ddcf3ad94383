import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'upstream-unknown'
const groups =
  'pg-z:\n  hosts: { 10.10.10.31: { pg_seq: 1, pg_role: primary } }\n  vars: { pg_cluster: pg-z, pg_vip_enabled: true, pg_vip_address: 10.10.10.3/24 }'
const found = (upstream: string) => ofCode(compileValid(minimal({ cluster: `pg_upstream: '${upstream}'`, groups })), code)

test('a host without PostgreSQL', () => {
  expectFindings(found('10.10.10.10'), [{ code, line: 10, message: 'follows 10.10.10.10, and no instance of the inventory is there' }])
})

test('a bare word that names nothing', () => {
  expectFindings(found('pg-z-2'), [{ code, line: 10, message: 'is no host, instance or cluster of the inventory; did you mean pg-z-1?' }])
})

test.each(['10.10.10.31', 'pg-z-1', 'pg-z', '10.10.10.3', '10.99.0.1', 'db.example.com'])('%s may be right', (upstream) => expectFindings(found(upstream), []))
