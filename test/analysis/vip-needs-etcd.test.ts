import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'vip-needs-etcd'

const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }

test('KD-84: one note for a cluster with a VIP', () => {
  const text = minimal({ members, cluster: 'pg_vip_enabled: true\npg_vip_address: 10.10.10.3/24' })
  expectFindings(ofCode(compileValid(text), code), [{ code, line: 12, message: 'loses its VIP 10.10.10.3' }])
  expectFindings(ofCode(compileValid(minimal({ members })), code), [])
})
