import { expect, test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'failover-without-candidate'
const primary = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }' }

test('KD-82: a cluster whose other members are all offline fails over to nobody', () => {
  const members = { ...primary, '10.10.10.12': '{ pg_seq: 2, pg_role: offline }', '10.10.10.13': '{ pg_seq: 3, pg_role: offline }' }
  const found = ofCode(compileValid(minimal({ members })), code)
  expectFindings(found, [{ code, line: 7, message: /when pg-test-1 fails, nobody takes over in cluster pg-test/ }])
  expect(found[0]?.related.map(({ at }) => at.from.line)).toEqual([8, 9])
})

test('one candidate is enough, and a single member promises nothing', () => {
  const members = { ...primary, '10.10.10.12': '{ pg_seq: 2, pg_role: offline }', '10.10.10.13': '{ pg_seq: 3, pg_role: replica }' }
  expect(ofCode(compileValid(minimal({ members })), code)).toEqual([])
  expect(ofCode(compileValid(minimal()), code)).toEqual([])
})
