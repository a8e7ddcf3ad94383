import { describe, expect, test } from 'vitest'
import { compileText, compileValid, minimal, ofCode } from '../compile.js'

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

describe('clusters that share a host', () => {
  const found = (first: string, second: string) => {
    const members = `{ 5432: { pg_cluster: pg-a, pg_seq: 1, pg_role: primary, pg_parameters: { shared_buffers: ${first} } }, 5433: { pg_cluster: pg-b, pg_seq: 1, pg_role: primary, pg_parameters: { shared_buffers: ${second} } } }`
    const groups = `both:\n  hosts: { 10.10.10.61: { pg_instances: ${members} } }\n`
    return ofCode(compileText(minimal({ groups })), code).map(({ message }) => message)
  }

  test('must fit together', () => {
    const message = 'shared_buffers of pg-a-1, pg-b-1 together come to 18432MB, and host 10.10.10.61 has 16384MB of memory'
    expect(found('9GB', '9GB')).toEqual([message, message])
    expect(found('7GB', '7GB')).toEqual([])
  })
})

test('nothing is said of a machine that nobody described', () => {
  expect(ofCode(compileValid(minimal({ cluster: 'pg_parameters: { shared_buffers: 99GB }' }), { facts: '' }), code)).toEqual([])
})
