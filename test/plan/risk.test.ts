import { describe, expect, test } from 'vitest'
import { diff } from '../../src/diff/diff.js'
import { type Effect, effects } from '../../src/plan/impact.js'
import { type Plan, planOf } from '../../src/plan/plan.js'
import { reasonsFor } from '../../src/plan/risk.js'
import { minimal } from '../compile.js'
import { sideOf } from '../diff/sides.js'

/** What it takes from one list of variables of the cluster to another. */
function plan(before: string, after: string): Plan {
  return planOf(diff(sideOf(minimal({ cluster: before })), sideOf(minimal({ cluster: after }))))
}

describe('restart', () => {
  const tuned = plan('', 'pg_max_conn: 345')
  const withEffect = (effect: Effect): Plan => ({
    ...tuned,
    files: tuned.files.map((file) => ({ ...file, changes: file.changes.map((each) => ({ ...each, impact: { ...each.impact, effect } })) })),
  })

  test('what nobody knows counts as a restart', () => {
    const risky = effects.filter((effect) => reasonsFor('restart', withEffect(effect)).length > 0)
    expect(risky).toEqual(['restart', 'rolling restart', 'impossible', 'unknown'])
    expect(reasonsFor('restart', withEffect('unknown'))).toEqual(['the worst of some changes is: unknown'])
  })

  test('a setting that no release knows is such a one', () => {
    expect(reasonsFor('restart', plan('', "pg_parameters: { nobody.knows: 'it' }"))).toEqual(['the worst of some changes is: unknown'])
  })
})

describe('access-widened', () => {
  const users = 'pg_users: [{ name: app, password: Secret.App, pgbouncer: true }]\npg_databases: [{ name: shop, owner: app }]\n'
  const rule = (address: string, method: string): string => `${users}pg_hba_rules: [{ user: app, db: shop, addr: ${address}, auth: ${method}, order: 1 }]`
  const found = (before: string, after: string): number => reasonsFor('access-widened', plan(before, after)).length

  test('who gets in, who needs less for it, and who may get in', () => {
    expect(found(users, rule('203.0.113.0/24', 'ssl'))).toBe(1)
    expect(found(rule('10.2.0.0/16', 'pwd'), rule('10.2.0.0/16', 'trust'))).toBe(1)
    // What a name leads to nobody knows here.
    const perhaps = plan(users, `${users}pg_hba_rules: [{ rules: ['host shop app db.example.net scram-sha-256'], order: 1 }]`)
    expect(perhaps.access?.map(({ effect, certain }) => [effect, certain])).toEqual([['widened', false]])
    expect(reasonsFor('access-widened', perhaps)).toHaveLength(1)
  })

  test('who loses is none', () => {
    expect(found(rule('203.0.113.0/24', 'ssl'), users)).toBe(0)
    expect(found(rule('10.2.0.0/16', 'trust'), rule('10.2.0.0/16', 'pwd'))).toBe(0)
  })
})

describe('destructive', () => {
  const drops = ['a script drops a database, a role or what is in one']
  const shop = (state: string): string => `pg_databases: [{ name: shop${state} }]`
  const schema = (more: string): string => shop(`, schemas: [{ name: attic, state: absent }]${more}`)

  test.each([
    ['a database that goes', shop(''), shop(', state: absent'), drops],
    ['one that is emptied', shop(''), shop(', state: recreate'), drops],
    ['a role that goes', 'pg_users: [{ name: app }]', 'pg_users: [{ name: app, state: absent }]', drops],
    ['one that is emptied once more, since its script differs', shop(', state: recreate'), shop(', state: recreate, comment: books'), drops],
    ['one that is emptied no longer', shop(', state: recreate'), shop(', comment: books'), []],
    ['one that was to be emptied, and nothing of it differs', shop(', state: recreate'), `${shop(', state: recreate')}\npg_max_conn: 345`, []],
    ['a schema that was to go before', schema(''), schema(', comment: books'), []],
    ['one that was to go before', shop(', state: absent'), `${shop(', state: absent')}\npg_max_conn: 345`, []],
    ['one that is no longer listed, which drops nothing', shop(''), '', []],
    ['another encoding of a cluster that is there', '', 'pg_encoding: LATIN1', ['some changes are impossible on a living cluster']],
  ])('%s', (_, before, after, reasons) => {
    expect(reasonsFor('destructive', plan(before, after))).toEqual(reasons)
  })

  test('what a script does that runs again is said where it is told to be run', () => {
    const reasons = (after: string): readonly string[] =>
      plan(shop(', state: recreate'), shop(after)).files.flatMap(({ changes }) => changes.map((each) => each.impact.reason))
    expect(reasons(', state: recreate, comment: books')).toEqual([expect.stringContaining('EVERY RUN EMPTIES IT')])
    expect(reasons(', comment: books').filter((reason) => reason.includes('EMPTIES'))).toEqual([])
  })
})
