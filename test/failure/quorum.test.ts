import { expect, test } from 'vitest'
import { assume } from '../../src/failure/assume.js'
import { quorumOf } from '../../src/failure/quorum.js'
import { compileValid, minimal } from '../compile.js'

/** Whether etcd of so many members holds while so many of them are down. */
function holds(members: number, down: number): boolean | 'unknown' {
  const hosts = Array.from({ length: members }, (_, index) => `10.10.20.${index + 1}`)
  const etcd = `etcd: { hosts: { ${hosts.map((host, index) => `${host}: { etcd_seq: ${index + 1} }`).join(', ')} }`
  const { model } = compileValid(minimal().replace('etcd: { hosts: { 10.10.10.10: { etcd_seq: 1 } }', etcd))
  if (model === undefined) return expect.fail('no model')
  const failure = assume(model, { downHosts: hosts.slice(0, down) })
  return 'problem' in failure ? expect.fail(failure.problem) : quorumOf(model, failure).holds
}

test.each([
  [1, [true, false]],
  [2, [true, false, false]],
  [3, [true, true, false, false]],
  [4, [true, true, false, false]],
  [5, [true, true, true, false]],
])('of %i members more than half have to be up', (members, expected) => {
  expect(expected.map((_, down) => holds(members, down))).toEqual(expected)
})
