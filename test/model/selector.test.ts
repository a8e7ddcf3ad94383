import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js'
import { compileText, compileValid, expectErrors, minimal } from '../compile.js'

const members = {
  '10.10.10.11': '{ pg_seq: 1, pg_role: primary }',
  '10.10.10.12': "{ pg_seq: 2, pg_role: replica, pg_offline_query: 'no', rack: { name: east } }",
  '10.10.10.13': '{ pg_seq: 3, pg_role: offline, tags: [slow, big], weighty: 7, nothing: null }',
}

function inventory(selector: string): string {
  return minimal({ members, cluster: `pg_default_services: []\npg_services: [{ name: s, port: 5500, selector: ${JSON.stringify(selector)} }]` })
}

/** Sequence numbers of the members that a selector picks. */
function picks(selector: string): number[] {
  return compileValid(inventory(selector)).model?.services[0]?.servers.map(({ instance }) => instance.seq) ?? []
}

describe('expressions of the JMESPath standard', () => {
  test.each<[string, number[]]>([
    ['[]', [1, 2, 3]],
    ['[*]', [1, 2, 3]],
    ['@', [1, 2, 3]],
    ['[0:2]', [1, 2]],
    ['[::-1]', [1, 2, 3]],
    ['[-1:]', [3]],
    ['[?pg_role == `primary`]', [1]],
    ['[?pg_role == `"primary"`]', [1]],
    ["[?pg_role == 'primary']", [1]],
    ['[?pg_role != `primary`]', [2, 3]],
    ['[? pg_role == `replica` || pg_role == `offline` ]', [2, 3]],
    ['[? pg_role != `primary` && pg_seq < `3` ]', [2]],
    ['[? !(pg_role == `primary`) ]', [2, 3]],
    ['[? pg_seq > `1` ]', [2, 3]],
    ['[? pg_seq >= `2` && pg_seq <= `2` ]', [2]],
    ['[? "pg_role" == `primary` ]', [1]],
    ['[? rack.name == `east` ]', [2]],
    ['[? tags[0] == `slow` ]', [3]],
    ["[? contains(tags || `[]`, 'big') ]", [3]],
    ["[? starts_with(pg_instance, 'pg-test-') ]", [1, 2, 3]],
    ["[? ends_with(inventory_hostname, '.12') ]", [2]],
    ['sort_by([], &pg_seq)', [1, 2, 3]],
    ['[max_by([], &pg_seq)]', [3]],
    ['[? pg_role == `replica`] | [0:1]', [2]],
    // Ordering is for numbers only: of anything else it is null, which is false.
    ['[? pg_role > `1` ]', []],
    // Absent names are null, null is not truth, and null equals null.
    ['[? weighty ]', [3]],
    ['[? weighty == `null` ]', [1, 2]],
    ['[? nothing == `null` ]', [1, 2, 3]],
    ['[? constructor ]', []],
    ['[? tags == `["slow", "big"]` ]', [3]],
    ['nothing_like_it', []],
    ['[? `true` == `1` ]', []],
  ])('%s', (selector, expected) => {
    expect(picks(selector)).toEqual(expected)
  })
})

test('catalogue defaults and identity are there to compare with', () => {
  expect(picks('[? pg_port == `5432` && pg_weight == `100` ]')).toEqual([1, 2, 3])
  expect(picks('[? pg_is_primary ]')).toEqual([1])
  expect(picks("[? pg_cluster == 'pg-test' && type(pg_seq) == 'number' ]")).toEqual([1, 2, 3])
})

test('KD-36: a boolean written as text is a boolean', () => {
  expect(picks('[? pg_offline_query ]')).toEqual([])
  expect(picks('[? pg_offline_query == `false` ]')).toEqual([1, 2, 3])
})

describe('what is no list of members is an error at the selector', () => {
  test.each<[string, RegExp]>([
    ['[? pg_role == ', /ends too early/],
    ['[? pg_role', /ends too early/],
    ['[? pg_role = `primary` ]', /single = at character 12; equality is ==/],
    ['[? pg_seq > 1 ]', /unexpected 1 at character 13; a number stands in backticks/],
    ['[? pg_role == primary) ]', /unexpected \) at character 22/],
    ['[? pg_role # `primary` ]', /unknown character: #/],
    ['[0]', /gives a single map/],
    ['length(@)', /gives a number/],
    ['[].pg_role', /gives a list of strings/],
    ['[[0]][].{ name: pg_instance }', /gives a list of maps/],
    ['nothing(@)', /cannot be evaluated: Unknown function: nothing/],
    ['[? abs(pg_role) > `1` ]', /cannot be evaluated: Invalid type/],
  ])('%s', (selector, message) => {
    const text = inventory(selector)
    expectErrors(text, [{ code: 'service-selector', message, line: text.split('\n').findIndex((line) => line.includes('pg_services')) + 1 }])
  })
})

describe('what is wrong stands at its place inside of the text', () => {
  const at = (selector: string, quote = "'") => {
    const text = minimal({ cluster: `pg_services:\n  - name: s\n    port: 5500\n    selector: ${quote}${selector}${quote}` })
    const [{ at: place }] = compileText(text).diagnostics.filter(({ code }) => code === 'service-selector') as [Diagnostic]
    return { column: place.from.column - 24, text: place.source.text.slice(place.start, place.end) }
  }

  test.each([
    ['[? pg_role = `x`]', 11, '='],
    ['[? pg_seq > 1 ]', 12, '1'],
    ['[? pg_role == x) ]', 15, ')'],
    ['[? pg_role ~ x ]', 11, '~'],
    ['[? foo(pg_role) ]', 3, 'foo'],
    ['[? pg_role == `x` || contains(pg_role) ]', 21, 'contains'],
    ['[? pg_role == `x`', 16, '`'],
  ])('%s', (selector, column, text) => expect(at(selector)).toEqual({ column, text }))

  test('the whole value where its text moved', () => {
    expect(at('[? pg_role \\x3d `y`]', '"')).toEqual({ column: -1, text: '"[? pg_role \\x3d `y`]"' })
  })
})
