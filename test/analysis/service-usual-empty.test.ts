import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'service-usual-empty'

test('the built-in offline service of small clusters is one note', () => {
  const groups = 'other:\n  hosts: { 10.10.10.31: { pg_seq: 1, pg_role: primary } }\n  vars: { pg_cluster: pg-z }'
  expectFindings(ofCode(compileValid(minimal({ groups })), code), [{ code, line: 9, message: 'service offline of pg-test, pg-z has no server: its port 5438' }])
})

test('a list of its own', () => {
  const cluster = "pg_default_services: [{ name: s, port: 5500, selector: '[? pg_role == `standby`]' }]"
  expectFindings(ofCode(compileValid(minimal({ cluster })), code), [{ code, line: 10, message: 'service s of pg-test' }])
})

test.each([
  ['an offline member', { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: offline }' }],
  ['a replica that stands in', { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }],
  ['a primary that serves it too', { '10.10.10.11': '{ pg_seq: 1, pg_role: primary, pg_offline_query: true }' }],
])('%s', (_, members) => expectFindings(ofCode(compileValid(minimal({ members })), code), []))
