import { describe, expect, test } from 'vitest'
import { access } from '../../src/library/access.js'
import { diff } from '../../src/library/diff.js'
import { explain } from '../../src/library/explain.js'
import { Source } from '../../src/source/source.js'
import type { CompileInput } from '../../src/understand.js'
import { minimal } from '../compile.js'

const secret = 'Marker-Of-A-Password-7'
const inputOf = (text: string): CompileInput => ({ inventories: [new Source('inventory.yml', text)] })
const having = (vars: string): CompileInput =>
  inputOf(minimal({ cluster: `${vars}\npg_users: [{ name: app, password: ${secret}, roles: [dbrole_readwrite] }]\n` }))
const broken = inputOf('all: [')
const question = { user: 'app', database: 'postgres', from: '10.9.9.9' }

describe('explain', () => {
  const input = having('pg_max_conn: 300')

  test('is of the kind that was asked for', () => {
    expect(explain(input, 'pg-test-1')).toMatchObject({ schemaVersion: 1, kind: 'subject', subject: { kind: 'instance' } })
    expect(explain(input, 'pg-test-1', 'pg_max_conn')).toMatchObject({ kind: 'value', value: { values: [{ value: 300 }] } })
    expect(explain(input, '10.10.10.11:/etc/patroni/patroni.yml:max_connections')).toMatchObject({
      kind: 'line',
      line: { text: expect.stringContaining('300') },
    })
    expect(explain(input, '10.10.10.11:/etc/patroni/patroni.yml', 'max_connections')).toMatchObject({ kind: 'line' })
  })

  test('says why there is no answer', () => {
    expect(explain(input, 'pg-tset-1')).toMatchObject({ kind: 'problem', problem: expect.stringContaining('did you mean pg-test-1?') })
    expect(explain(input, 'pg-test-1', 'pg_max_con')).toMatchObject({ kind: 'problem', problem: expect.stringContaining('pg_max_conn') })
    expect(explain(broken, 'pg-test')).toMatchObject({ kind: 'problem', diagnostics: [{ severity: 'error' }] })
  })

  test('answers the same for the same input and for an equal one', () => {
    const again = having('pg_max_conn: 300')
    expect(JSON.stringify(explain(input, 'pg-test-1', 'pg_max_conn'))).toBe(JSON.stringify(explain(again, 'pg-test-1', 'pg_max_conn')))
  })
})

describe('access', () => {
  const input = having('pg_max_conn: 300')

  test('is plain data: what JSON makes of it is equal to it', () => {
    const { answers, problem } = access(input, question)
    expect(problem).toBeUndefined()
    expect(answers.length).toBeGreaterThan(0)
    expect(JSON.parse(JSON.stringify(answers))).toEqual(answers)
  })

  test.each([
    [{ ...question, from: '10.0.0.0/8' }, 'more than one address'],
    [{ ...question, from: 'mars' }, 'from mars is no place'],
    [{ ...question, to: 'pg-tset' }, 'did you mean pg-test?'],
    [{ user: 'app', from: 'socket' }, 'say which database'],
  ])('refuses %j', (wrong, problem) => {
    expect(access(input, wrong)).toMatchObject({ problem: expect.stringContaining(problem), answers: [] })
  })

  test('has none of an inventory with errors', () => {
    expect(access(broken, question)).toMatchObject({ problem: 'the inventory has errors', answers: [], diagnostics: [{ severity: 'error' }] })
  })
})

describe('diff', () => {
  test('of equal inventories is empty, of others it says what changes', () => {
    expect(diff(having('pg_max_conn: 300'), having('pg_max_conn: 300')).plan).toMatchObject({ files: [], changes: [], summary: { worst: 'nothing' } })
    const { plan } = diff(having('pg_max_conn: 300'), having('pg_max_conn: 400'))
    expect(plan?.changes).toContainEqual(expect.objectContaining({ before: 300, after: 400, impact: expect.objectContaining({ effect: 'restart' }) }))
    expect(plan).not.toHaveProperty('tool')
  })

  test('has no plan where a side has errors, and says which', () => {
    const { plan, diagnostics } = diff(broken, having('pg_max_conn: 300'))
    expect(plan).toBeUndefined()
    expect(diagnostics.before.map(({ severity }) => severity)).toContain('error')
    expect(diagnostics.after.map(({ severity }) => severity)).not.toContain('error')
  })
})

test('no answer that is written as JSON holds the inventory or a credential of it', () => {
  const [before, after] = [having('pg_max_conn: 300'), having('pg_max_conn: many')]
  const input = having('pg_max_conn: 300')
  const written = [
    diff(before, after),
    diff(before, having('pg_max_conn: 400')),
    access(input, question),
    explain(input, 'pg-test-1'),
    explain(input, 'pg-test', 'pg_users'),
    explain(input, '10.10.10.11:/etc/patroni/patroni.yml:max_connections'),
  ].map((answer) => JSON.stringify(answer))
  for (const text of written) expect(text).not.toContain(secret)
  for (const text of written) expect(text).not.toContain('pg_seq: 1')
})
