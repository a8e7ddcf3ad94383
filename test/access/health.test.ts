import { expect, test } from 'vitest'
import { passesCheck } from '../../src/access/health.js'
import { compileValid, minimal } from '../compile.js'

const { model } = compileValid(minimal({ members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' } }))

test.each<[string, boolean | undefined, boolean | undefined]>([
  ['/primary', true, false],
  ['/replica', false, true],
  ['/read-only', true, true],
  ['/replica?lag=10MB', false, undefined],
  ['/sync', false, undefined],
  ['/health', true, true],
])('%s: the primary %s, a replica %s', (check, primary, replica) => {
  const [first, second] = model?.clusters[0]?.instances ?? []
  if (first === undefined || second === undefined) throw new Error('no cluster')
  expect([passesCheck(check, first, first), passesCheck(check, second, first)]).toEqual([primary, replica])
  expect([passesCheck(check, second, second), passesCheck(check, first, second)]).toEqual([primary, replica])
})
