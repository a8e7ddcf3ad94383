import { expect, test } from 'vitest'
import { type Answer, ask, type Question } from '../../src/access/ask.js'
import { decidingHop } from '../../src/access/passage.js'
import { parseTarget } from '../../src/access/target.js'
import { parseAddress } from '../../src/syntax/address.js'
import { compileValid, minimal } from '../compile.js'

const { model } = compileValid(
  minimal({
    all: 'node_firewall_intranet: [10.0.0.0/8]',
    members: {
      '10.10.10.11': '{ pg_seq: 1, pg_role: primary }',
      '10.10.10.12': '{ pg_seq: 2, pg_role: replica }',
      '10.10.10.13': '{ pg_seq: 3, pg_role: offline }',
    },
    cluster: `
pg_vip_enabled: true
pg_vip_address: 10.10.10.3/24
pg_vip_interface: eth0
pg_users:
  - { name: app, password: Secret.App, pgbouncer: true, roles: [dbrole_readwrite] }
  - { name: lone, password: Secret.Lone, roles: [dbrole_readonly] }
  - { name: late, password: Secret.Late, roles: [dbrole_readonly], expire_at: 2031-12-31 }
  - { name: gone, state: absent }
  - { name: full, password: Secret.Full, roles: [dbrole_readonly], connlimit: 0 }
  - { name: listed, password: Secret.Listed, pgbouncer: true, roles: [dbrole_readonly] }
pg_databases:
  - { name: shop, owner: app }
  - { name: vault, owner: app, revokeconn: true }
  - { name: closed, owner: app, connlimit: 0 }
pg_hba_rules:
  - { user: late, db: all, addr: 203.0.113.0/24, auth: trust, order: 10 }
  - { title: by name, order: 20, rules: ['host shop lone db.example.net scram-sha-256'] }
pgb_hba_rules:
  - { title: in a file, order: 20, rules: ['host shop @friends 203.0.113.0/24 scram-sha-256'] }
`,
  }),
)

function answers(user: string, database: string, from: string | undefined, to: string, more: Partial<Question> = {}): readonly Answer[] {
  if (model === undefined) throw new Error('no model')
  const [address, target] = [from === undefined ? undefined : parseAddress(from), parseTarget(to)]
  return ask(model, {
    user,
    database,
    replication: false,
    ...(address === undefined ? {} : { from: address, tls: false }),
    ...(target === undefined ? {} : { to: target }),
    ...more,
  })
}

const verdicts = (...args: Parameters<typeof answers>): string[] => [...new Set(answers(...args).map(({ verdict }) => verdict))]
const reasons = (...args: Parameters<typeof answers>): string[] =>
  answers(...args).flatMap(({ cases }) => cases.flatMap(({ passage }) => decidingHop(passage)?.reasons ?? []))

test.each<[string, string, string, string | undefined, string, string[], string]>([
  ['the intranet rule', 'app', 'shop', '10.1.2.3', 'pg-test-1:5432', ['allowed'], ''],
  ['no rule from outside', 'app', 'shop', '203.0.113.9', 'pg-test-1:5432', ['denied'], 'no rule matches'],
  ['behind HAProxy the address of the client no longer matters', 'app', 'shop', '203.0.113.9', 'pg-test:5433', ['allowed'], ''],
  ['an IPv4-mapped address is the IPv4 one', 'app', 'shop', '::ffff:10.1.2.3', 'pg-test-1:5432', ['allowed'], ''],
  ['the pool does not know everybody', 'lone', 'shop', '10.1.2.3', 'pg-test-1:6432', ['denied'], 'userlist.txt does not name it'],
  ['the pool offers its own databases only', 'app', 'postgres', '10.1.2.3', 'pg-test-1:6432', ['denied'], 'offers no database postgres'],
  ['a right that was taken away', 'lone', 'vault', '10.1.2.3', 'pg-test-1:5432', ['denied'], 'has not the right to connect'],
  ['a role that may have no connection', 'full', 'shop', '10.1.2.3', 'pg-test-1:5432', ['denied'], 'its connlimit is 0'],
  ['a database that takes none', 'app', 'closed', '10.1.2.3', 'pg-test-1:5432', ['denied'], 'closed takes no connection: its connlimit is 0'],
  ['a role that is dropped', 'gone', 'shop', '10.1.2.3', 'pg-test-1:5432', ['denied'], ''],
  ['a password that ends', 'late', 'shop', '10.1.2.3', 'pg-test-1:5432', ['unknown'], 'ends on 2031-12-31'],
  ['which nobody asks of it there', 'late', 'shop', '203.0.113.9', 'pg-test-1:5432', ['allowed'], ''],
  ['a rule with a host name might match', 'lone', 'shop', '203.0.113.9', 'pg-test-1:5432', ['unknown'], 'whether an earlier rule matches'],
  ['nor whom a file of the pool names', 'listed', 'shop', '203.0.113.9', 'pg-test-1:6432', ['unknown'], 'whether an earlier rule matches'],
  ['a role of which nothing is said', 'who', 'shop', '10.1.2.3', 'pg-test-1:5432', ['unknown'], 'that there is a role who'],
  ['the superuser comes in by the OS user', 'postgres', 'postgres', undefined, 'pg-test-1:5432', ['allowed'], ''],
  ['and never through the pool', 'postgres', 'shop', undefined, 'pg-test-1:6432', ['denied'], ''],
  ['the VIP leads to whoever is the primary', 'app', 'shop', '10.1.2.3', '10.10.10.3:5432', ['allowed'], ''],
])('%s', (_, user, database, from, to, expected, reason) => {
  expect(verdicts(user, database, from, to)).toEqual(expected)
  if (reason !== '') expect(reasons(user, database, from, to).join('\n')).toContain(reason)
})

test('hop by hop: what each daemon sees, and which rule decides', () => {
  const [answer] = answers('app', 'shop', '203.0.113.9', '10.10.10.12:5433')
  expect(answer?.cases.map(({ primaries }) => primaries)).toEqual([['pg-test-1'], ['pg-test-2']])
  const hops = answer?.cases[0]?.passage.hops ?? []
  expect(hops.map(({ daemon, host, sees, method, needs }) => [daemon, host, sees, method, needs])).toEqual([
    ['haproxy', '10.10.10.12', undefined, undefined, []],
    ['pgbouncer', '10.10.10.11', '10.10.10.12', 'scram-sha-256', ['password']],
    ['postgres', '10.10.10.11', 'socket', 'scram-sha-256', []],
  ])
  expect(hops.map(({ rule }) => rule?.name)).toEqual([
    undefined,
    'pgb_default_hba_rules[6] (everybody inside the intranet)',
    'pg_default_hba_rules[9] (reading roles on the instance itself, the pool included)',
  ])
})

test('replication goes by rules of its own', () => {
  const replicate = (user: string, from: string) => verdicts(user, '', from, 'pg-test-1:5432', { replication: true })
  expect(replicate('replicator', '10.1.2.3')).toEqual(['allowed'])
  expect(replicate('replicator', '203.0.113.9')).toEqual(['denied'])
  expect(replicate('app', '10.1.2.3')).toEqual(['denied'])
})

test('the offline service falls on the replica as its backup only, and never on a primary', () => {
  const [answer] = answers('app', 'shop', '10.1.2.3', '10.10.10.11:5438')
  expect(answer?.cases.map(({ backup, primaries, passage }) => [backup, primaries, passage.hops.at(-1)?.instance])).toEqual([
    [false, ['pg-test-1', 'pg-test-2'], 'pg-test-3'],
    [true, ['pg-test-1'], 'pg-test-2'],
  ])
})

test('an answer takes less than 5 ms', () => {
  const run = (from: string) => answers('app', 'shop', from, 'pg-test')
  for (let warm = 0; warm < 20; warm++) run(`10.9.0.${warm}`)
  const times = Array.from({ length: 30 }, (_, index) => {
    const start = performance.now()
    run(`10.1.2.${index}`)
    return performance.now() - start
  }).sort((a, b) => a - b)
  expect(times[15]).toBeLessThan(5)
})
