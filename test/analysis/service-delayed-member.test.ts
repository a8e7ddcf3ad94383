import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'service-delayed-member'
const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: delayed }' }

test('KD-28: a delayed member is an ordinary server of replica, primary and default', () => {
  expectFindings(
    ofCode(compileValid(minimal({ members })), code),
    [
      { code, message: /service pg-test-primary sends queries to the delayed member pg-test-2 whenever it passes \/primary/ },
      { code, message: /service pg-test-replica .* \/read-only/ },
      { code, message: /service pg-test-default/ },
    ].sort((a, b) => (String(a.message) < String(b.message) ? -1 : 1)),
  )
})

test('not where it is a backup or left out', () => {
  const cluster = "pg_default_services: [{ name: s, port: 5500, selector: '[? pg_role == `primary`]', backup: '[? pg_role == `delayed`]' }]"
  expectFindings(ofCode(compileValid(minimal({ members, cluster })), code), [])
})
