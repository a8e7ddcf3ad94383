import { describe, expect, test } from 'vitest'
import { assume } from '../../src/failure/assume.js'
import { nothingFails } from '../../src/failure/failure.js'
import { leaderText } from '../../src/failure/notes.js'
import { route } from '../../src/failure/route.js'
import type { Model } from '../../src/model/model.js'
import { compileValid, minimal } from '../compile.js'

function modelOf(cluster = '', roles = ['primary', 'replica', 'replica']): Model {
  const members = Object.fromEntries(roles.map((role, index) => [`10.10.10.1${index + 1}`, `{ pg_seq: ${index + 1}, pg_role: ${role} }`]))
  const { model } = compileValid(minimal({ members, cluster }))
  if (model === undefined) throw new Error('no model')
  return model
}

function leader(model: Model, assumption: Parameters<typeof assume>[1]): string {
  const failure = assume(model, assumption)
  if ('problem' in failure) throw new Error(failure.problem)
  const [outcome] = route(model, failure).clusters
  return outcome === undefined ? '' : leaderText(outcome, failure)
}

describe('who leads', () => {
  test('the primary of the inventory while all is well', () => {
    const [outcome] = route(modelOf(), nothingFails).clusters
    expect(outcome?.election).toMatchObject({ kind: 'kept', failsafe: false, leader: { name: 'pg-test-1' } })
  })

  test('any replica after its primary; the one that is named if somebody names it', () => {
    expect(leader(modelOf(), { down: ['pg-test-1'] })).toBe('pg-test-2 or pg-test-3, instead of pg-test-1')
    expect(leader(modelOf(), { down: ['pg-test-1'], primaries: ['pg-test-2'] })).toBe('pg-test-2')
    expect(leader(modelOf(), { downHosts: ['10.10.10.11', '10.10.10.13'] })).toBe('pg-test-2, instead of pg-test-1')
  })

  test('KD-82: never an offline member', () => {
    expect(leader(modelOf('', ['primary', 'offline']), { down: ['pg-test-1'] })).toMatch(/^nobody: every member that is up is tagged nofailover/)
  })

  test('in synchronous mode, strict or not, only who was synchronous', () => {
    for (const cluster of ['pg_rpo: 0', 'pg_conf: crit.yml']) {
      expect(leader(modelOf(cluster), { down: ['pg-test-1'] })).toBe('pg-test-2 or pg-test-3, instead of pg-test-1')
      expect(leader(modelOf(cluster), { down: ['pg-test-1', 'pg-test-2'] })).toBe('perhaps pg-test-3, perhaps nobody')
    }
    expect(leader(modelOf('pg_rpo: 0', ['primary', 'replica', 'offline']), { down: ['pg-test-1', 'pg-test-2'] })).toMatch(/^nobody: every member/)
  })

  test('nobody in maintenance mode, and without Patroni', () => {
    expect(leader(modelOf('patroni_mode: pause'), { down: ['pg-test-1'] })).toMatch(/^nobody: Patroni is in maintenance mode/)
    expect(leader(modelOf('patroni_enabled: false'), { down: ['pg-test-1'] })).toMatch(/^nobody: the members have no Patroni/)
  })

  test('without etcd the leader stays while it reaches every member', () => {
    expect(leader(modelOf(), { downHosts: ['10.10.10.10'] })).toBe('pg-test-1, without etcd')
    expect(leader(modelOf(), { downHosts: ['10.10.10.10'], down: ['pg-test-3'] })).toMatch(
      /^nobody: etcd has no majority and the leader does not reach all members/,
    )
    expect(leader(modelOf(), { downHosts: ['10.10.10.10'], down: ['pg-test-1'] })).toMatch(/^nobody: etcd has no majority, so nobody can take/)
    expect(leader(modelOf('patroni_mode: pause'), { downHosts: ['10.10.10.10'], down: ['pg-test-3'] })).toBe('pg-test-1')
  })
})

describe('what strict synchronous mode costs', () => {
  const waits = (model: Model, down: readonly string[]): string | undefined => {
    const failure = assume(model, { down })
    return 'problem' in failure ? failure.problem : route(model, failure).clusters[0]?.writesWait
  }

  test.each([
    ['pg_conf: crit.yml', ['pg-test-2'], 'no'],
    ['pg_conf: crit.yml', ['pg-test-2', 'pg-test-3'], 'yes'],
    ['pg_conf: crit.yml', ['pg-test-1', 'pg-test-3'], 'perhaps'],
    ['pg_rpo: 0', ['pg-test-2', 'pg-test-3'], 'no'],
  ])('%s without %s: writes wait: %s', (cluster, down, wanted) => {
    expect(waits(modelOf(cluster), down)).toBe(wanted)
  })
})

test.each([
  [{ down: ['pg-test-9'] }, 'there is no instance "pg-test-9"; did you mean pg-test-1?'],
  [{ down: ['10.10.10.11'] }, '10.10.10.11 is a host: name one of its instances, or say --down-host 10.10.10.11'],
  [{ down: ['pg-test'] }, 'pg-test is a cluster: name one of its instances, pg-test-1, pg-test-2, pg-test-3'],
  [{ downHosts: ['10.10.10.1'] }, 'there is no host "10.10.10.1"; did you mean 10.10.10.10?'],
  [{ primaries: ['pg-test-1', 'pg-test-2'] }, 'pg-test-1 and pg-test-2 cannot both be primary: they are members of one cluster, pg-test'],
])('%j', (assumption, problem) => {
  expect(assume(modelOf(), assumption)).toEqual({ problem })
})
