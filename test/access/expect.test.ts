import { describe, expect, test } from 'vitest'
import { checkExpectations } from '../../src/access/expect.js'
import { Sink } from '../../src/diagnostics/sink.js'
import { Source } from '../../src/source/source.js'
import { compileValid, minimal } from '../compile.js'

const { model } = compileValid(
  minimal({
    all: 'node_firewall_intranet: [10.0.0.0/8]',
    members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' },
    cluster: `
pg_users:
  - { name: app, password: Secret.App, pgbouncer: true, roles: [dbrole_readwrite] }
  - { name: late, password: Secret.Late, roles: [dbrole_offline], expire_at: 2031-12-31 }
pg_databases:
  - { name: shop, owner: app }
pg_hba_rules:
  - { title: only while it is the primary, user: app, db: shop, addr: 198.51.100.0/24, auth: pwd, order: 1, role: primary }
`,
  }),
)

function check(...statements: readonly string[]) {
  const sink = new Sink()
  if (model === undefined) throw new Error('no model')
  const count = checkExpectations(new Source('policy.yml', JSON.stringify(statements)), model, sink)
  expect(count).toBeLessThanOrEqual(statements.length)
  return sink.list().map(({ code, message, related }) => ({ code, message, related: related.map(({ at }) => at.from.line) }))
}

describe('what holds says nothing', () => {
  test.each([
    'app may reach shop from 10.0.0.0/8',
    'app may reach shop from the intranet without TLS through pg-test:5433',
    'app may reach shop from anywhere through pg-test:5433',
    'app may reach shop from 198.51.100.7 through pg-test-1:5432',
    'postgres may reach postgres from the socket through pg-test-1:5432',
    'nobody reaches template1 from outside without TLS through pg-test-1:5432',
    'late cannot reach shop from outside through pg-test-1:6432',
    'nobody but app, dbuser_dba and dbuser_monitor reaches shop through pg-test-1:6432 in pg-test',
    'role dbrole_readwrite may reach shop from 10.1.2.3',
    'only replicator, dbuser_dba reaches replication from the intranet through pg-test-1:5432',
  ])('%s', (statement) => {
    expect(check(statement)).toEqual([])
  })
})

test.each([
  [
    'app may reach shop from outside through pg-test-1:5432',
    'expectation-failed',
    /^app cannot reach shop of pg-test through pg-test-1:5432 from 203.0.113.7 with(out)? TLS.*no rule matches/,
  ],
  [
    'nobody reaches shop from outside',
    'expectation-failed',
    /^replicator can reach shop of pg-test through pg-test-default:5436 from 203.0.113.7 without TLS: postgres of pg-test-1 lets it in, by \/pg\/data\/pg_hba.conf:\d+, pg_default_hba_rules\[10\]/,
  ],
  ['only app reaches shop through pg-test:5433', 'expectation-failed', /^dbuser_dba can reach shop .*through pg-test-primary:5433.*pg_hba.conf:\d+/],
  ['late may reach shop from the intranet', 'expectation-unproven', /^late might reach shop .*: the password of role late ends on 2031-12-31/],
  ['late may not reach shop', 'expectation-unproven', /^late might reach shop/],
  [
    'app cannot reach shop from 198.51.100.0/24 through pg-test-1:5432',
    'expectation-failed',
    /^app can reach shop .* from 198.51.100.1 without TLS: .*pg_hba_rules\[0\] \(only while it is the primary\)/,
  ],
  ['role dbrole_admin may reach shop from 203.0.113.9 without TLS through pg-test-2:5432', 'expectation-failed', /^dbuser_dba cannot reach/],
])('%s', (statement, code, message) => {
  expect(check(statement)).toMatchObject([{ code, message: expect.stringMatching(message) }])
})

test('a rule of the inventory is shown', () => {
  expect(check('app cannot reach shop from 198.51.100.0/24 through pg-test-1:5432')[0]?.related).toHaveLength(1)
})

test.each([
  ['aap may reach shop', /no role aap; did you mean app\?/],
  ['app may reach shoop', /no database shoop; did you mean shop\?/],
  ['app may reach shop through pg-tset:5433', /no door pg-tset:5433; did you mean pg-test\?/],
  ['app may reach shop in pg-prod', /no cluster pg-prod/],
  ['app may reach', /here comes a database/],
])('%s: a name or form that is wrong is one error at its word', (statement, message) => {
  expect(check(statement)).toMatchObject([{ code: 'expectation-form', message: expect.stringMatching(message) }])
})

test('a file is a list, or a map with one', () => {
  const read = (text: string) => {
    const sink = new Sink()
    if (model !== undefined) checkExpectations(new Source('policy.yml', text), model, sink)
    return sink.list().map(({ code, at }) => `${code} ${at.from.line}:${at.from.column}`)
  }
  expect(read('expect:\n  - app may reach shop from 10.0.0.0/8\n')).toEqual([])
  expect(read('app: may reach shop\n')).toEqual(['expectation-form 1:1'])
  expect(read('- 5\n- app may reach shop from mars\n')).toEqual(['expectation-form 1:3', 'expectation-form 2:27'])
})
