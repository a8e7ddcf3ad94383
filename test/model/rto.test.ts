import { describe, expect, test } from 'vitest'
import { compileText, compileValid, expectErrors, minimal, ofCode } from '../compile.js'

const code = 'rto-plan'
const row = (text: string): string => minimal({ cluster: `pg_rto_plan: { norm: ${text} }` })
const rtoOf = (cluster: string) => compileValid(minimal({ cluster })).model?.clusters[0]?.primary.rto

describe('the timings of a cluster', () => {
  test.each([
    ['fast', '1s', '500ms', '1s'],
    ['norm', '2s', '1s', '2s'],
    ['safe', '3s', '1500ms', '3s'],
    ['wide', '4s', '2s', '4s'],
  ])('KD-78: the built-in plan %s has times that HAProxy reads', (name, inter, fastInter, downInter) => {
    expect(rtoOf(`pg_rto: ${name}`)).toMatchObject({ inter, fastInter, downInter, rise: 3, fall: 3 })
  })

  test('come from the row that pg_rto names', () => {
    expect(rtoOf('pg_rto: metro\npg_rto_plan: { metro: [40, 6, 12, 30, 8, 1500ms, 250, 0.75s, 2, 4] }')).toEqual({
      ttl: 40,
      loopWait: 6,
      retryTimeout: 12,
      primaryStartTimeout: 30,
      safetyMargin: 8,
      inter: '1500ms',
      fastInter: '250ms',
      downInter: '750ms',
      rise: 2,
      fall: 4,
    })
  })
})

describe('KD-65: a plan that cannot be used', () => {
  test('pg_rto that is no row', () => {
    expectErrors(minimal({ cluster: 'pg_rto: fasst' }), [{ code, line: 10, message: /pg_rto is `fasst`.*fast, norm, safe, wide/ }])
  })

  test('a plan without the row of the default points at the plan', () => {
    expectErrors(minimal({ cluster: 'pg_rto_plan: { mine: [30, 5, 10, 25, 5, 2s, 1s, 2s, 3, 3] }' }), [{ code, line: 10, message: /`norm`.*it has mine/ }])
  })

  test.each([
    ['[30, 5, 10, 25, 5, 2s, 1s, 2s, 3]', code, /list of 10 values .*it has 9/],
    ['[30, 5, 10, 25, 5, 2s, 1s, 2s, 3, 3, 3]', code, /it has 11/],
    ['{ ttl: 30 }', code, /it is no list/],
    ['[29, 10, 10, 25, 5, 2s, 1s, 2s, 3, 3]', code, /10 \+ 2 x 10 is more than 29/],
    ['[30, 5, 10, 0, 5, 2s, 1s, 2s, 3, 3]', code, /primary_start_timeout must be at least 1 second/],
    ['[30, 0, 10, 25, 5, 2s, 1s, 2s, 3, 3]', 'value-range', /norm\.loop_wait/],
    ['[30, 5, -1, 25, 5, 2s, 1s, 2s, 3, 3]', 'value-range', /norm\.retry_timeout/],
    ['[30, 5, 10, 25, 5, 2s, 1s, 2s, 0, 3]', 'value-range', /norm\.rise/],
    ['[thirty, 5, 10, 25, 5, 2s, 1s, 2s, 3, 3]', 'value-type', /norm\.ttl/],
  ])('%s', (text, wanted, message) => {
    expectErrors(row(text), [{ code: wanted, line: 10, message }])
  })

  test.each(['soon', '0s', '0.0001s', '30d'])('KD-78: a time of %s', (time) => {
    expectErrors(row(`[30, 5, 10, 25, 5, 2s, ${time}, 2s, 3, 3]`), [{ code, line: 10, message: /norm\.fastinter must be a time/ }])
  })

  test('a row that no cluster uses is looked at as well, and reported once', () => {
    const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
    const cluster = 'pg_rto_plan: { norm: [30, 5, 10, 25, 5, 2s, 1s, 2s, 3, 3], spare: [20, 10, 10, 25, 5, 2s, 1s, 2s, 3, 3] }'
    expect(ofCode(compileText(minimal({ members, cluster })), code)).toHaveLength(1)
  })
})
