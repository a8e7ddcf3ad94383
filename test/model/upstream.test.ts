import { describe, expect, test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../compile.js'

/** Members pg-test-1 (primary), -2, -3, ... on 10.10.10.11, .12, .13, each with its upstream. */
function members(...upstreams: string[]): Record<string, string> {
  return Object.fromEntries(
    upstreams.map((upstream, at) => [
      `10.10.10.1${at + 1}`,
      `{ pg_seq: ${at + 1}, pg_role: ${at === 0 ? 'primary' : 'replica'}${upstream === '' ? '' : `, pg_upstream: ${upstream}`} }`,
    ]),
  )
}

const upstreams = (text: string): unknown =>
  compileValid(text)
    .model?.clusters.find(({ name }) => name === 'pg-test')
    ?.instances.map(({ upstream }) => upstream)

describe('KD-04: a replica follows another member, by the name that Patroni knows', () => {
  test.each(['10.10.10.12', 'pg-test-2'])('given as %s', (given) => {
    expect(upstreams(minimal({ members: members('', '', given) }))).toEqual([undefined, undefined, { kind: 'member', name: 'pg-test-2' }])
  })

  test.each([
    ['10.10.10.99', /another member of pg-test \(pg-test-1 at 10\.10\.10\.11, pg-test-2 at 10\.10\.10\.12\), not 10\.10\.10\.99/],
    ['pg-other-1', /not pg-other-1/],
    ['10.10.10.13', /is the instance itself/],
  ])('not %s', (given, message) => {
    expectErrors(minimal({ members: members('', '', given) }), [{ code: 'instance-upstream', line: 9, message }])
  })

  test('circles are errors at every member of them, and at nobody else', () => {
    expectErrors(minimal({ members: members('', '10.10.10.13', '10.10.10.14', '10.10.10.12', '10.10.10.12') }), [
      { code: 'instance-upstream', line: 8, message: 'pg-test-2 -> pg-test-3 -> pg-test-4 -> pg-test-2' },
      { code: 'instance-upstream', line: 9, message: 'pg-test-3 -> pg-test-4 -> pg-test-2 -> pg-test-3' },
      { code: 'instance-upstream', line: 10, message: 'pg-test-4 -> pg-test-2 -> pg-test-3 -> pg-test-4' },
    ])
  })

  test('a chain is none', () => {
    expect(upstreams(minimal({ members: members('', '10.10.10.11', '10.10.10.12') }))).toEqual([
      undefined,
      { kind: 'member', name: 'pg-test-1' },
      { kind: 'member', name: 'pg-test-2' },
    ])
  })
})

describe('KD-64: the upstream of a primary is another cluster', () => {
  const other = 'other: { hosts: { 10.10.10.21: { pg_seq: 1, pg_role: primary } }, vars: { pg_cluster: pg-other, pg_port: 5555 } }'

  test('its port is the one of the instance there, where the inventory knows it', () => {
    expect(upstreams(minimal({ members: members('10.10.10.21'), groups: other }))).toEqual([
      { kind: 'cluster', host: '10.10.10.21', port: 5555, at: expect.anything() },
    ])
  })

  test("else the cluster's own", () => {
    expect(upstreams(minimal({ members: members('192.0.2.1'), cluster: 'pg_port: 15432' }))).toEqual([
      { kind: 'cluster', host: '192.0.2.1', port: 15432, at: expect.anything() },
    ])
  })

  test.each(['10.10.10.11', '10.10.10.12', 'pg-test-2'])('%s is a member of the cluster', (given) => {
    expectErrors(minimal({ members: members(given, '') }), [{ code: 'instance-upstream', line: 7, message: /must be a server of another cluster/ }])
  })
})

test('an IPv6 member is found however its address is spelled', () => {
  const text = minimal({
    members: { '2001:db8::1': '{ pg_seq: 1, pg_role: primary }', '2001:db8::2': "{ pg_seq: 2, pg_role: replica, pg_upstream: '2001:DB8:0::1' }" },
  })
  expect(upstreams(text)).toEqual([undefined, { kind: 'member', name: 'pg-test-1' }])
})

test.each(['10.10.10.99:5432', '10.10.10.300', 'db/1', '-db', '10.10'])('%s is no server', (given) => {
  expectErrors(minimal({ cluster: `pg_upstream: '${given}'` }), [
    { code: 'instance-upstream', line: 10, message: 'must be the address or the name of a server, without a port' },
  ])
})
