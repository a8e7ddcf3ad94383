import { expect, test } from 'vitest'
import { compileValid, minimal, ofCode } from '../compile.js'

const code = 'setting-memory'

test.each([
  ['pg_parameters: { shared_buffers: 16GB }', /^shared_buffers of pg-test-1 come to 16384MB, and host 10\.10\.10\.11 has 16384MB of memory/],
  ['pg_parameters: { work_mem: 13GB }', /^pg_parameters\.work_mem lets one process take 13GB, and beside shared_buffers host 10\.10\.10\.11 has 12288MB/],
  ['pg_users: [{ name: app, password: Secret.App, parameters: { maintenance_work_mem: 100GB } }]', /^setting maintenance_work_mem of user app lets one/],
  ["pg_parameters: { temp_buffers: '2000000' }", /take 2000000/],
])('%s', (cluster, message) => {
  const found = ofCode(compileValid(minimal({ cluster })), code)
  expect(found).toHaveLength(1)
  expect(found[0]?.message).toMatch(message)
  expect(found[0]?.at.from.line).toBe(10)
})

test('what fits passes', () => {
  expect(ofCode(compileValid(minimal({ cluster: 'pg_parameters: { shared_buffers: 15GB, work_mem: 1000MB }' })), code)).toEqual([])
})

test('nothing is said of a machine that nobody described', () => {
  expect(ofCode(compileValid(minimal({ cluster: 'pg_parameters: { shared_buffers: 99GB }' }), { facts: '' }), code)).toEqual([])
})
