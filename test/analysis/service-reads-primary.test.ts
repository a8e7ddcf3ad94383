import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'service-reads-primary'
const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }

test('KD-80: the built-in replica service reads from a promoted replica', () => {
  expectFindings(ofCode(compileValid(minimal({ members })), code), [
    {
      code,
      line: 10,
      message: 'service replica of pg-test also sends reads to the primary after a failover, because a promoted replica still passes /read-only',
    },
  ])
})

test('not where the check keeps a primary out, or where there is nobody to promote', () => {
  const cluster = "pg_default_services: [{ name: replica, port: 5434, check: /replica, selector: '[]' }]"
  expectFindings(ofCode(compileValid(minimal({ members, cluster })), code), [])
  expectFindings(ofCode(compileValid(minimal()), code), [])
})
