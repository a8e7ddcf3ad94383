import { expect, test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'crit-single-member'

test('KD-79: a crit cluster of one member cannot write', () => {
  const found = ofCode(compileValid(minimal({ cluster: 'pg_conf: crit.yml' })), code)
  expectFindings(found, [{ code, line: 10, message: /cluster pg-test has profile crit and one member/ }])
  expect(found[0]?.severity).toBe('warning')
})

test('KD-79: with a replica, or with another profile, it can', () => {
  const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
  expect(ofCode(compileValid(minimal({ cluster: 'pg_conf: crit.yml', members })), code)).toEqual([])
  expect(ofCode(compileValid(minimal({ cluster: 'pg_conf: oltp.yml' })), code)).toEqual([])
})
