import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answer, ask } from '../../src/access/ask.js'
import { holds } from '../../src/access/engine.js'
import { placeOf, rangesText } from '../../src/access/networks.js'
import { type Need, needsOf } from '../../src/access/passage.js'
import { doorLabel } from '../../src/access/ways.js'
import type { Model } from '../../src/model/model.js'
import { type AccessChange, accessDiff } from '../../src/plan/access.js'
import { accessChangesText } from '../../src/report/access/changes.js'
import { Source } from '../../src/source/source.js'
import { parseAddress } from '../../src/syntax/address.js'
import { check } from '../../src/understand.js'
import { machine, minimal, type Parts } from '../compile.js'

function modelOf(parts: Parts): Model {
  const { model, diagnostics } = check({ inventories: [new Source('inventory.yml', minimal(parts))], facts: [new Source('facts.yml', machine)] })
  return model ?? expect.fail(diagnostics.map(({ message }) => message).join('\n'))
}

const base = `
pg_users:
  - { name: app, password: Secret.App, pgbouncer: true, roles: [dbrole_readwrite] }
  - { name: boss, password: Secret.Boss, superuser: true }
pg_databases:
  - { name: shop, owner: app }
pg_default_hba_rules: [{ user: all, db: all, addr: local, auth: pwd, order: 99 }, { user: all, db: all, addr: 10.0.0.0/8, auth: pwd, order: 100 }]
pgb_default_hba_rules: [{ user: all, db: all, addr: 10.0.0.0/8, auth: pwd, order: 100 }]
`
const lone = (more: string): Parts => ({ cluster: `${base}\npg_default_services: [{ name: primary, port: 5433, selector: '[]', check: /primary }]\n${more}` })

const short = (changes: readonly AccessChange[]) =>
  changes.map(({ kind, effect, certain, users, databases, from, transports, doors }) =>
    [kind, effect, certain ? '' : 'perhaps', users.join(), databases.join(), from === undefined ? '-' : rangesText(from), transports.join(), doors.join()].join(
      ' | ',
    ),
  )

describe('who gains and who loses', () => {
  const before = modelOf(lone(''))
  const diff = (more: string): readonly AccessChange[] => accessDiff(before, modelOf(lone(more)))

  test('nothing, where nothing decides otherwise', () => {
    expect(diff('')).toEqual([])
    expect(diff('pg_max_conn: 500\npgbouncer_poolmode: session\npg_weight: 50')).toEqual([])
  })

  test('a rule for one network, to the bit', () => {
    expect(short(diff('pg_hba_rules: [{ user: app, db: shop, addr: 203.0.113.0/25, auth: ssl, order: 1 }]'))).toEqual([
      'gained | widened |  | app | shop | 203.0.113.0/25 | tls | pg-test-1:5432',
    ])
    expect(short(diff('pg_hba_rules: [{ user: app, db: shop, addr: 10.2.0.0/16, auth: deny, order: 1 }]'))).toEqual([
      'lost | narrowed |  | app | shop | 10.2.0.0/16 | plain,tls | pg-test-1:5432',
    ])
  })

  test('no password any more is a widening of its own kind; another method for the same is none', () => {
    const [found, ...others] = diff('pg_hba_rules: [{ user: app, db: shop, addr: 10.2.0.0/16, auth: trust, order: 1 }]')
    expect(short(others)).toEqual([])
    expect(found).toMatchObject({
      kind: 'easier',
      effect: 'widened',
      certain: true,
      before: { needs: [['password']] },
      after: { needs: [[]], methods: ['trust'] },
    })
    expect(accessChangesText(found === undefined ? [] : [found])).toBe(` + app needs nothing instead of the password to reach shop of pg-test
     from 10.2.0.0/16, through pg-test-1:5432
     by /pg/data/pg_hba.conf:6  pg_hba_rules[0]  inventory.yml:18:24
`)
    expect(short(diff('pg_hba_rules: [{ rules: ["host shop app 10.2.0.0/16 password"], order: 1 }]'))).toEqual([
      'method | neither |  | app | shop | 10.2.0.0/16 | plain,tls | pg-test-1:5432',
    ])
    expect(short(diff('pg_hba_rules: [{ rules: ["hostssl shop app 10.2.0.0/16 cert"], order: 1 }]'))).toEqual([
      'otherwise | widened |  | app | shop | 10.2.0.0/16 | tls | pg-test-1:5432',
    ])
  })

  test('what nobody can say may have widened', () => {
    const hosts = (name: string): Parts => lone(`pg_hba_rules: [{ rules: ["host shop boss ${name} scram-sha-256"], order: 1 }]`)
    const [found] = accessDiff(before, modelOf(hosts('db.example.net')))
    expect(found).toMatchObject({ kind: 'gained', effect: 'widened', certain: false, users: ['boss'], after: { verdict: 'unknown' } })
    expect(found?.after.reasons).toEqual(['nobody can say offline whether an earlier rule matches'])
    // The reason reads the same, the name does not.
    expect(short(accessDiff(modelOf(hosts('a.example.net')), modelOf(hosts('b.example.net'))))[0]).toMatch(/^unclear \| widened \| perhaps \| boss \| shop/)
  })

  test('a new user and a new database are told as such, once', () => {
    const parts =
      lone('').cluster?.replace('pg_databases:', '  - { name: clerk, password: Secret.Clerk, pgbouncer: true }\npg_databases:\n  - { name: books }') ?? ''
    const changes = accessDiff(before, modelOf({ cluster: parts }))
    expect([
      ...new Set(changes.map(({ subject, users, databases }) => `${subject?.presence} ${subject?.kind}: ${subject?.kind === 'user' ? users : databases}`)),
    ]).toEqual(['new database: books', 'new user: clerk'])
    expect(accessChangesText(changes)).toContain('new user: clerk may reach ')
    const back = accessDiff(modelOf({ cluster: parts }), before)
    expect(back.every(({ subject, effect }) => subject?.presence === 'gone' && effect === 'narrowed')).toBe(true)
  })

  test('a door that moved is the same door', () => {
    const [moved, ...others] = accessDiff(
      before,
      modelOf({ cluster: `${base}\npg_default_services: [{ name: primary, port: 5533, selector: '[]', check: /primary }]` }),
    )
    expect(others).toEqual([])
    expect(moved).toMatchObject({
      kind: 'door',
      effect: 'neither',
      doors: ['pg-test-primary:5533'],
      door: { presence: 'moved', formerly: ['pg-test-primary:5433'] },
    })
  })

  test('a new replica lets in nobody new; a service from which the address no longer matters does', () => {
    const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
    expect(short(accessDiff(before, modelOf({ ...lone(''), members })))).toEqual(['door | neither |  |  |  | - |  | pg-test-2:5432,pg-test-2:6432'])
    const without = modelOf({ cluster: `${base}\npg_default_services: []` })
    const changes = accessDiff(without, before)
    const boss = changes
      .filter(({ users }) => users.includes('boss'))
      .map(({ kind, doors, from }) => `${kind} ${doors} ${from === undefined ? '' : rangesText(from)}`)
    expect(boss).toEqual([])
    // Of the addresses from which the pool lets the user in itself, none is news.
    expect(short(changes).filter((each) => each.includes('app'))).toEqual([
      'gained | widened |  | app | shop | anywhere but 10.0.0.0/8, ::/0 | plain | pg-test-primary:5433',
    ])
  })

  test('a whole new cluster is its own subject', () => {
    const groups = `pg-more: { hosts: { 10.10.10.21: { pg_seq: 1, pg_role: primary } }, vars: { pg_cluster: pg-more } }`
    const changes = accessDiff(before, modelOf({ ...lone(''), groups }))
    expect(changes.length).toBeGreaterThan(0)
    expect(changes.every(({ cluster, subject }) => cluster === 'pg-more' && subject?.kind === 'cluster' && subject.presence === 'new')).toBe(true)
  })
})

const networks = ['10.0.0.0/8', '10.10.0.0/16', '10.10.10.11/32', '203.0.113.0/24', 'all', '::/0', '127.0.0.0/8', 'db.example.net']
const line = fc
  .tuple(
    fc.constantFrom('local', 'host', 'hostssl', 'hostnossl'),
    fc.constantFrom('all', 'shop', 'postgres', 'sameuser'),
    fc.constantFrom('all', 'app', 'boss', 'dbuser_dba'),
    fc.constantFrom(...networks),
    fc.constantFrom('scram-sha-256', 'md5', 'reject', 'trust', 'peer'),
  )
  .filter(([type, , , , method]) => method !== 'peer' || type === 'local')
  .map(([type, database, user, from, method]) => `${type} ${database} ${user} ${type === 'local' ? '' : from} ${method}`)
const side = fc.record({
  server: fc.array(line, { maxLength: 5 }),
  pool: fc.array(
    line.filter((each) => !each.includes('db.example.net')),
    { maxLength: 4 },
  ),
  tls: fc.constantFrom('disable', 'prefer', 'require'),
})

test('for any single connection it says exactly what asking both sides says', () => {
  const modelOfSide = ({ server, pool, tls }: { readonly server: readonly string[]; readonly pool: readonly string[]; readonly tls: string }) => {
    const lines = (all: readonly string[]): string => JSON.stringify(all.map((each) => ({ rules: [each] })))
    return modelOf({
      members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' },
      cluster: `${base.replaceAll(/\[\{ user: all.*\]/g, '[]')}\npg_listen: '*'\npgbouncer_sslmode: ${tls}\npg_hba_rules: ${lines(server)}\npgb_hba_rules: ${lines(pool)}\n`,
    })
  }
  fc.assert(
    fc.property(side, side, (one, other) => {
      // Half of the pairs are near each other, as changes are.
      const [before, after] = [modelOfSide(one), modelOfSide({ ...one, server: [...other.server.slice(0, 1), ...one.server], tls: other.tls })]
      const changes = accessDiff(before, after)
      for (const user of ['app', 'boss', 'dbuser_dba'])
        for (const database of ['shop', 'postgres'])
          for (const text of ['10.10.10.11', '10.10.10.12', '10.10.3.3', '10.200.0.1', '203.0.113.7', '8.8.8.8', '2001:db8::1', undefined]) {
            const from = text === undefined ? undefined : (parseAddress(text) ?? expect.fail())
            const question = { user, database, replication: false, ...(from === undefined ? {} : { from }) }
            const [was, is] = [bestOf(ask(before, question)), bestOf(ask(after, question))]
            for (const key of new Set([...was.keys(), ...is.keys()])) {
              const [door, transport] = key.split(' ')
              const covering = changes.filter(
                (change) =>
                  change.users.includes(user) &&
                  change.databases.includes(database) &&
                  change.doors.includes(door ?? '') &&
                  change.transports.some((each) => each === transport) &&
                  (from === undefined || holds(change.from ?? [], placeOf(from))),
              )
              expect(covering.length, key).toBeLessThanOrEqual(1)
              const [found] = covering
              expect([key, text, found?.before.verdict ?? is.get(key)?.verdict, found?.after.verdict ?? was.get(key)?.verdict]).toEqual([
                key,
                text,
                was.get(key)?.verdict,
                is.get(key)?.verdict,
              ])
              const needs = (state: Best | undefined): string => (state?.verdict === 'denied' ? '' : (state?.needs ?? ''))
              if (found !== undefined) expect([join(found.before.needs), join(found.after.needs)]).toEqual([needs(was.get(key)), needs(is.get(key))])
              else expect(needs(was.get(key))).toBe(needs(is.get(key)))
            }
          }
    }),
    { numRuns: 15 },
  )
})

interface Best {
  readonly verdict: 'allowed' | 'unknown' | 'denied'
  readonly needs: string
}

/** By door and transport the best answer, with the easiest sets of needs. */
function bestOf(answers: readonly Answer[]): ReadonlyMap<string, Best> {
  const passages = new Map<string, Answer['cases'][number]['passage'][]>()
  for (const { door, transport, cases } of answers) {
    const key = `${doorLabel(door)} ${transport}`
    passages.set(key, [...(passages.get(key) ?? []), ...cases.map(({ passage }) => passage)])
  }
  return new Map(
    [...passages].map(([key, all]): [string, Best] => {
      const verdict = (['allowed', 'unknown', 'denied'] as const).find((each) => all.some((passage) => passage.verdict === each)) ?? 'denied'
      const sets = all.filter((passage) => passage.verdict === verdict).map((passage) => needsOf(passage))
      const least = sets.filter((set) => !sets.some((smaller) => smaller.length < set.length && smaller.every((need) => set.includes(need))))
      return [key, { verdict, needs: join(least) }]
    }),
  )
}

function join(sets: readonly (readonly Need[])[]): string {
  return [...new Set(sets.map((set) => [...set].sort().join('+') || 'nothing'))].sort().join(' or ')
}
