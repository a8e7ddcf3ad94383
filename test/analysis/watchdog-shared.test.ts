import { test } from 'vitest'
import { compileText, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'watchdog-shared'
const members = (mode: string) => ({
  '10.10.10.11': `{ pg_instances: { 5432: { pg_seq: 1, pg_role: primary }, 5442: { pg_seq: 2, pg_role: replica, patroni_watchdog_mode: ${mode} } } }`,
})
const cluster = 'patroni_watchdog_mode: required'

test('two instances of a host want the one watchdog', () => {
  expectFindings(ofCode(compileText(minimal({ members: members('automatic'), cluster })), code), [
    { code, line: 7, message: 'pg-test-1 and pg-test-2 on 10.10.10.11 both want the one watchdog' },
  ])
})

test('one of them does, or each has a host of its own', () => {
  expectFindings(ofCode(compileText(minimal({ members: members('off'), cluster })), code), [])
  const apart = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
  expectFindings(ofCode(compileText(minimal({ members: apart, cluster })), code), [])
})
