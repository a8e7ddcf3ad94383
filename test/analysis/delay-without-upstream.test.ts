import { expect, test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'delay-without-upstream'
const replica = '{ pg_seq: 2, pg_role: replica }'

test('a delay of a member that is no leader of a standby cluster has no effect', () => {
  const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: delayed, pg_delay: 1h }' }
  expectFindings(ofCode(compileValid(minimal({ members })), code), [{ code, line: 8, message: /pg_delay of pg-test-2 has no effect/ }])
})

test('nor has one of a primary that follows nobody', () => {
  const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary, pg_delay: 1h }', '10.10.10.12': replica }
  expectFindings(ofCode(compileValid(minimal({ members })), code), [{ code, line: 7 }])
})

test('the leader of a standby cluster replays late, also where the delay is given for the whole cluster', () => {
  const upstream = '{ pg_seq: 1, pg_role: primary, pg_upstream: 10.99.99.99 }'
  const members = { '10.10.10.11': upstream, '10.10.10.12': replica }
  expect(ofCode(compileValid(minimal({ members, cluster: 'pg_delay: 1h' })), code)).toEqual([])
  expect(ofCode(compileValid(minimal({ members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }' }, cluster: 'pg_delay: 0s' })), code)).toEqual([])
})
