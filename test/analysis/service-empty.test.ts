import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'service-empty'

test('a selector that picks nobody', () => {
  const cluster = "pg_default_services: [{ name: s, port: 5500, selector: '[? pg_role == `standby`]' }]"
  expectFindings(ofCode(compileValid(minimal({ cluster })), code), [{ code, line: 10, message: 'service s of pg-test has no server' }])
})

test('the built-in offline service of small clusters is one finding', () => {
  const groups = 'other:\n  hosts: { 10.10.10.31: { pg_seq: 1, pg_role: primary } }\n  vars: { pg_cluster: pg-z }'
  expectFindings(ofCode(compileValid(minimal({ groups })), code), [{ code, line: 9, message: 'service offline of pg-test, pg-z has no server' }])
})

test('a backup is enough', () => {
  const cluster = "pg_default_services: [{ name: s, port: 5500, selector: '[? pg_role == `standby`]', backup: '[]' }]"
  expectFindings(ofCode(compileValid(minimal({ cluster })), code), [])
})
