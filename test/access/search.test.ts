import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ask } from '../../src/access/ask.js'
import { holds } from '../../src/access/engine.js'
import { matrix } from '../../src/access/matrix.js'
import { anyOther } from '../../src/access/names.js'
import { placeOf, rangesText } from '../../src/access/networks.js'
import { type Found, search } from '../../src/access/search.js'
import { parseTarget } from '../../src/access/target.js'
import { doorLabel } from '../../src/access/ways.js'
import { matrixCsv, matrixText } from '../../src/report/access/matrix.js'
import { parseAddress } from '../../src/syntax/address.js'
import { type Compiled, compileValid, minimal } from '../compile.js'

const modelOf = (text: string): NonNullable<Compiled['model']> => compileValid(text).model ?? expect.fail('no model')

const base = `
pg_users:
  - { name: app, password: Secret.App, pgbouncer: true, roles: [dbrole_readwrite] }
  - { name: boss, password: Secret.Boss, superuser: true }
pg_databases:
  - { name: shop, owner: app }
`

describe('search', () => {
  const model = modelOf(
    minimal({
      all: 'node_firewall_intranet: [10.0.0.0/8]',
      cluster: `${base}
pg_services: []
pg_default_services: [{ name: primary, port: 5433, selector: '[]', check: /primary }]
pg_hba_rules:
  - { user: boss, db: shop, addr: 203.0.113.0/24, auth: deny, order: 1 }
  - { user: boss, db: shop, addr: 203.0.0.0/16, auth: ssl, order: 2 }
`,
    }),
  )

  const short = (found: readonly Found[]) =>
    found.map(({ users, databases, ways }) => ({
      users,
      databases,
      ways: ways.map(({ verdict, transports, from, doors }) => [verdict, transports, from === undefined ? 'socket' : rangesText(from), doors]),
    }))

  test('superusers from outside, to the bit', () => {
    expect(short(search(model, { superuser: true, database: 'shop', from: { kind: 'outside' } }))).toEqual([
      {
        users: ['dbuser_dba'],
        databases: ['shop'],
        ways: [
          ['allowed', ['plain'], 'anywhere but 10.0.0.0/8, 127.0.0.0/8, ::/0', ['pg-test-primary:5433']],
          ['allowed', ['tls'], 'anywhere but 10.0.0.0/8, 127.0.0.0/8, ::/0', ['pg-test-1:5432']],
        ],
      },
      { users: ['boss'], databases: ['shop'], ways: [['allowed', ['tls'], '203.0.0.0-203.0.112.255, 203.0.114.0-203.0.255.255', ['pg-test-1:5432']]] },
    ])
  })

  test('behind the proxy the address no longer matters; nobody else is let in', () => {
    const found = search(model, { database: 'shop', from: { kind: 'outside' }, to: parseTarget('pg-test:5433') ?? { name: '' } })
    expect(found.map(({ users }) => users)).toEqual([['dbuser_dba', 'app']])
    expect(found[0]?.ways[0]?.witness).toMatchObject({ user: 'dbuser_dba', from: { text: '203.0.113.7' }, door: 'pg-test-primary:5433', primary: 'pg-test-1' })
    expect(search(model, { user: anyOther, tls: false, from: { kind: 'outside' } })).toEqual([])
  })

  test('roles and the socket', () => {
    expect(search(model, { role: 'dbrole_readwrite', from: { kind: 'socket' }, database: 'shop', cluster: 'pg-test' }).map(({ users }) => users)).toEqual([
      ['dbuser_dba', 'app'],
    ])
    expect(search(model, { cluster: 'another' })).toEqual([])
  })

  test('the table', () => {
    const [found] = matrix(model)
    expect(found?.classes.map(({ name }) => name)).toEqual(['socket', 'loopback', 'intranet', 'outside', '10.10.10.10/32', '203.0.0.0/16', '203.0.113.0/24'])
    const cells = found?.rows.find(({ user, database }) => user === 'boss' && database === 'shop')?.cells ?? []
    expect(cells.map(({ server, pool, service }) => [server, pool, service].join())).toEqual([
      'no,no,no',
      'no,no,no',
      'no,no,no',
      'part,no,no',
      'no,no,no',
      'part,no,no',
      'no,no,no',
    ])
    const app = found?.rows.find(({ user, database }) => user === 'app' && database === 'shop')?.cells ?? []
    expect(app.map(({ server, service }) => [server, service].join())).toEqual(['yes,no', 'yes,yes', 'yes,yes', 'no,yes', 'yes,yes', 'no,yes', 'no,yes'])
    const text = matrixText(matrix(model))
    expect(text).toMatch(/^ {2}boss +shop +- +- +- +server\(part\) +- +server\(part\) +-$/m)
    expect(matrixCsv(matrix(model)).split('\n').slice(0, 1)).toEqual(['cluster,user,database,from,door,level'])
    expect(matrixCsv(matrix(model))).toContain('\npg-test,boss,shop,203.0.0.0/16,server,part\n')
  })
})

const networks = ['10.0.0.0/8', '10.10.0.0/16', '10.10.10.11/32', '10.10.10.12/32', '203.0.113.0/24', 'all', '::/0', '127.0.0.0/8', 'db.example.net']
const line = (pool: boolean) =>
  fc
    .tuple(
      fc.constantFrom('local', 'host', 'hostssl', 'hostnossl'),
      fc.constantFrom('all', 'shop', 'postgres', 'sameuser'),
      fc.constantFrom('all', 'app', 'boss', ...(pool ? ['dbuser_dba'] : ['+dbrole_readonly'])),
      fc.constantFrom(...networks.filter((each) => !pool || each !== 'db.example.net')),
      fc.constantFrom('scram-sha-256', 'md5', 'reject', 'trust'),
    )
    .map(([type, database, user, from, method]) => `${type} ${database} ${user} ${type === 'local' ? '' : from} ${method}`)

test('a search finds exactly what asking for every single connection finds', () => {
  fc.assert(
    fc.property(
      fc.array(line(false), { maxLength: 6 }),
      fc.array(line(true), { maxLength: 5 }),
      fc.constantFrom('disable', 'prefer', 'require'),
      (server, pool, tls) => {
        const lines = (all: readonly string[]): string => JSON.stringify(all.map((each) => ({ rules: [each] })))
        const model = modelOf(
          minimal({
            members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' },
            cluster: `${base}\npg_listen: '*'\npg_default_hba_rules: []\npgb_default_hba_rules: []\npgbouncer_sslmode: ${tls}\npg_hba_rules: ${lines(server)}\npgb_hba_rules: ${lines(pool)}\n`,
          }),
        )
        const found = search(model, {})
        for (const user of ['app', 'boss', 'replicator'])
          for (const database of ['shop', 'postgres'])
            for (const from of [
              '10.10.10.11',
              '10.10.10.13',
              '10.11.0.1',
              '11.0.0.0',
              '127.0.0.1',
              '203.0.113.0',
              '203.0.112.255',
              '::1',
              '2001:db8::1',
            ].flatMap((text) => parseAddress(text) ?? []))
              for (const { door, transport, cases } of ask(model, { user, database, replication: false, from })) {
                const ways = found.filter(({ users, databases }) => users.includes(user) && databases.includes(database)).flatMap((one) => one.ways)
                const told = (verdict: string): boolean =>
                  ways.some(
                    (way) =>
                      way.verdict === verdict &&
                      way.transports.includes(transport) &&
                      way.doors.includes(doorLabel(door)) &&
                      way.from !== undefined &&
                      holds(way.from, placeOf(from)),
                  )
                const verdicts = cases.map(({ passage }) => passage.verdict)
                if (verdicts.includes('allowed')) expect(told('allowed')).toBe(true)
                // A service is one door on several machines: another of them may let in.
                else if (door.kind !== 'service') expect([told('allowed'), told('unknown')]).toEqual([false, verdicts.includes('unknown')])
              }
      },
    ),
    { numRuns: 25 },
  )
})
