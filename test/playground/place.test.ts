import { describe, expect, test } from 'vitest'
import type { Place } from '../../src/playground/yaml/cursor.js'
import { indentBetween } from '../../src/playground/yaml/indent.js'
import { offersAt } from '../../src/playground/yaml/offers.js'
import { placeAt } from '../../src/playground/yaml/place.js'

/** The place of `|` in a text. */
function at(marked: string): Place | undefined {
  const offset = marked.indexOf('|')
  return placeAt(marked.slice(0, offset) + marked.slice(offset + 1), offset)
}

function words(marked: string): readonly string[] {
  const place = at(marked)
  return place === undefined ? [] : offersAt(place).map(({ word }) => word)
}

describe('where the cursor stands', () => {
  test.each<[string, string, Place['role'], string | undefined]>([
    ['|', '', 'name', undefined],
    ['all:\n  |', 'all', 'name', undefined],
    ['all:\n  vars:\n    pg_v|', 'all vars', 'name', undefined],
    ['all:\n  vars:\n    pg_version: 1|\n', 'all vars', 'value', 'pg_version'],
    ['all:\n  vars:\n    pg_version: 17\n  |', 'all', 'name', undefined],
    ['all:\n  vars:\n    a: 1\n    # b: 2\n\n    |\n', 'all vars', 'name', undefined],
    ['all:\n  hosts:\n    10.0.0.1: { pg_seq: 1, pg_r| }', 'all hosts 10.0.0.1', 'name', undefined],
    ['all:\n  hosts:\n    10.0.0.1: { pg_seq: 1, pg_role: | }', 'all hosts 10.0.0.1', 'value', 'pg_role'],
    ['all:\n  hosts:\n    10.0.0.1: { a: "}, {", b: [1, 2], c|', 'all hosts 10.0.0.1', 'name', undefined],
    ['all:\n  vars:\n    pg_users:\n      - name: a\n        |', 'all vars pg_users []', 'name', undefined],
    ['all:\n  vars:\n    pg_users:\n    - name: a\n      roles: [dbrole_|]', 'all vars pg_users [] roles []', 'name', undefined],
    ['all:\n  vars:\n    pg_users:\n    - name: a\n    - |', 'all vars pg_users []', 'name', undefined],
    ['all:\n  vars:\n    pg_users:\n    - name: a\n    pg_v|', 'all vars', 'name', undefined],
    ['all:\n  vars:\n    pg_users: [{ name: a },\n      { lo|', 'all vars pg_users []', 'name', undefined],
    ["all:\n  vars:\n    'pg_role': pr|", 'all vars', 'value', 'pg_role'],
    ['all:\n  vars:\n    text: >\n      pg_v: x\n    |', 'all vars', 'name', undefined],
  ])('%j', (marked, path, role, key) => {
    const place = at(marked)
    expect([place?.path.join(' '), place?.role, place?.key]).toEqual([path, role, key])
  })

  test.each(['all:\n  # pg_|', 'all:\n  vars:\n    a: 1 # pg_|', 'all:\n  vars:\n    a: >\n      pg_|', 'all:|'])('is none in %j', (marked) => {
    expect(at(marked)).toBeUndefined()
  })

  test('the word begins where completion would replace it', () => {
    for (const marked of ['all:\n  vars:\n    pg_v|', 'a: { b: 1, pg_v|', 'all:\n  vars:\n    - pg_v|']) expect(at(marked)?.from).toBe(marked.indexOf('pg_v'))
  })
})

describe('what the schema offers', () => {
  test('groups, hosts and variables have their own words', () => {
    expect(words('all:\n  |')).toEqual(['vars', 'hosts', 'children'])
    expect(words('all:\n  children:\n    pg-test:\n      vars:\n        |')).toContain('pg_version')
    expect(words('all:\n  children:\n    pg-test:\n      hosts:\n        10.0.0.1: { | }')).toContain('pg_role')
    expect(words('all:\n  children:\n    pg-test:\n      |')).not.toContain('pg_version')
  })

  test('attributes within their objects only', () => {
    const attributes = words('all:\n  vars:\n    pg_users:\n      - |')
    expect(attributes).toContain('pgbouncer')
    expect(attributes).not.toContain('pg_version')
  })

  test('values of a closed set, truth values and the default', () => {
    expect(words('all:\n  vars:\n    pg_role: |')).toEqual(expect.arrayContaining(['primary', 'replica', 'offline']))
    expect(words('all:\n  vars:\n    pg_vip_enabled: |')).toEqual(['true', 'false'])
    expect(words('all:\n  vars:\n    pg_version: |')).toEqual(['18'])
  })

  test('nothing that nobody reads any more, and no password', () => {
    const names = words('all:\n  vars:\n    |')
    expect(names).not.toContain('node_crontab')
    expect(words('all:\n  vars:\n    pg_admin_password: |')).toEqual([])
  })
})

test.each([
  ['all:', '  vars:', 2],
  ['all:', '', 2],
  ['    pg_users:', '      - name: a', 6],
  ['    pg_users:', '    - name: a', 4],
  ['    pg_users:', '    pg_databases:', 6],
  ['      - name: a', '', 8],
  ['    pg_version: 18', '    pg_conf: oltp.yml', 4],
  ['    # what follows:', '', 4],
  ['    list: [', '', 6],
  ['   ', '', 3],
])('a line below %j, before %j, begins at %i', (before, below, column) => {
  expect(indentBetween(before, below)).toBe(column)
})
