import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'etcd-single-member'
const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }

test('a cluster that could fail over, and cannot', () => {
  expectFindings(ofCode(compileValid(minimal({ members })), code), [
    { code, line: 4, message: 'etcd has one member, 10.10.10.10: while it is down, no replica of pg-test' },
  ])
})

test('nothing to fail over to, or more members', () => {
  const three = minimal({ members }).replace(
    '10.10.10.10: { etcd_seq: 1 }',
    '10.10.10.10: { etcd_seq: 1 }, 10.10.10.11: { etcd_seq: 2 }, 10.10.10.12: { etcd_seq: 3 }',
  )
  for (const text of [minimal(), three]) expectFindings(ofCode(compileValid(text), code), [])
})
