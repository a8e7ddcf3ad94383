import { describe, expect, test } from 'vitest'
import { Sink } from '../../src/diagnostics/sink.js'
import { compiledSide } from '../../src/diff/compiled-side.js'
import { diff } from '../../src/diff/diff.js'
import { accessDiff } from '../../src/plan/access.js'
import { checkIntentions } from '../../src/plan/intended.js'
import { Source } from '../../src/source/source.js'
import { machine, minimal, type Parts } from '../compile.js'

const users = `
pg_users:
  - { name: app, password: Secret.App, pgbouncer: true, roles: [dbrole_readwrite] }
pg_databases:
  - { name: shop, owner: app }
`

function side(parts: Parts) {
  const { side: made, diagnostics } = compiledSide('inventory.yml', {
    inventories: [new Source('inventory.yml', minimal(parts))],
    facts: [new Source('facts.yml', machine)],
  })
  return made ?? expect.fail(diagnostics.map(({ message }) => message).join('\n'))
}

/** What is reported, each as its code and message. */
function judged(after: Parts, sentences: readonly string[], before: Parts = { cluster: users }): readonly string[] {
  const [old, now] = [side(before), side(after)]
  const sink = new Sink()
  const [was, is] = [old.known?.model ?? expect.fail(), now.known?.model ?? expect.fail()]
  checkIntentions(
    new Source('intended.yml', sentences.map((each) => `- ${JSON.stringify(each)}\n`).join('') || '[]'),
    diff(old, now),
    accessDiff(was, is),
    sink,
  )
  return sink.list().map(({ code, message }) => `${code}: ${message}`)
}

describe('only what is meant', () => {
  const rule = (attributes: string): Parts => ({ cluster: `${users}pg_hba_rules: [{ user: app, db: shop, ${attributes}, order: 1 }]` })
  const open = rule('addr: 203.0.113.0/24, auth: ssl')

  test('nothing is meant, and all of it is told', () => {
    expect(judged(open, [])).toEqual(['change-unintended: app may now reach shop of pg-test from 203.0.113.0/24: nothing says that this is meant'])
  })

  test.each([
    [['app may now reach shop from 203.0.113.0/24 with TLS'], []],
    [['app may now reach shop'], []],
    [
      [
        'app may now reach shop from 203.0.113.0/25',
        'role dbrole_readwrite may now reach any database from 203.0.113.128/25 through pg-test-1:5432 in pg-test',
      ],
      [],
    ],
    [['app may now reach shop from 203.0.113.0/25'], ['app may now reach shop of pg-test from 203.0.113.128/25']],
    [['app may now reach shop without TLS'], ['nothing of this happens', 'app may now reach shop of pg-test from 203.0.113.0/24']],
    [['app may no longer reach shop'], ['nothing of this happens', 'app may now reach shop of pg-test from 203.0.113.0/24']],
    [['superusers may now reach shop'], ['nothing of this happens', 'app may now reach shop of pg-test from 203.0.113.0/24']],
  ])('%j', (sentences, expected) => {
    const found = judged(open, sentences)
    expect(found.map((each, index) => each.includes(expected[index] ?? '\0'))).toEqual(expected.map(() => true))
  })

  test('without a password has to be said', () => {
    const trusting = rule('addr: 10.2.0.0/16, auth: trust')
    expect(judged(trusting, ['app may now reach shop from 10.2.0.0/16'])[1]).toMatch(/^change-unintended: app needs less to reach shop/)
    expect(judged(trusting, ['app may now reach shop from 10.2.0.0/16 without password'])).toEqual([])
  })

  test('files by their place, or by what makes them differ', () => {
    const tuned: Parts = { cluster: `${users}pg_max_conn: 700` }
    const found = judged(tuned, [])
    expect(found.length).toBeGreaterThan(0)
    expect(found.every((each) => each.startsWith('change-unintended: '))).toBe(true)
    expect(judged(tuned, ['files may change on pg-test'])).toEqual([])
    expect(judged(tuned, ['files may change on 10.10.10.11'])).toEqual([])
    expect(judged(tuned, ['files may change on 10.10.10.10'])).toHaveLength(found.length + 1)
    expect(judged(tuned, ['file /etc/patroni/patroni.yml may change on pg-test-1']).every((each) => !each.includes('patroni.yml'))).toBe(true)
  })

  test('names that neither side has, and sentences that are none', () => {
    expect(judged(open, ['files may change on pg-tset', 'parameter pg_max_con', 'app may now reach shop in pg-text'])).toEqual([
      'intention-form: there is no host, instance or cluster pg-tset; did you mean pg-test?',
      'intention-form: there is no parameter pg_max_con; did you mean pg_max_conn?',
      'intention-form: there is no cluster pg-text; did you mean pg-test?',
    ])
    expect(judged(open, ['nobody may now reach shop'])[0]).toMatch(/^intention-form: an intention names who/)
    expect(judged(open, ['files may change'])[0]).toMatch(/^intention-form: here comes `on`/)
    expect(judged(open, ['app reaches shop'])[0]).toMatch(/^intention-form: here comes `may now reach`/)
  })
})
