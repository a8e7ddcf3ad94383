import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Bug } from '../../../src/diagnostics/invariant.js'
import { InexpressibleValue } from '../../../src/emit/inexpressible.js'
import { filters } from '../../../src/emit/quote/filters.js'
import { readHaproxy } from '../../../src/emit/read/haproxy.js'
import { readHosts } from '../../../src/emit/read/hosts.js'
import { readLines } from '../../../src/emit/read/lines.js'
import { readPgbackrest } from '../../../src/emit/read/pgbackrest.js'
import { readPgbouncerIni } from '../../../src/emit/read/pgbouncer-ini.js'
import { readPgbouncerOptions } from '../../../src/emit/read/pgbouncer-options.js'
import { readPgconf } from '../../../src/emit/read/pgconf.js'
import { readUnit } from '../../../src/emit/read/unit.js'
import { readUserlist } from '../../../src/emit/read/userlist.js'
import { hostile, printed } from '../hostile.js'

function quote(filter: string, value: unknown): string {
  const apply = filters[filter]
  if (apply === undefined) throw new Error(`no filter ${filter}`)
  return apply(value)
}

interface Case {
  readonly filter: string
  readonly file: (printed: string) => string
  readonly read: (text: string) => unknown
  readonly facts: (value: string) => unknown
}

const cases: readonly Case[] = [
  {
    filter: 'pgbouncer',
    file: (v) => `[pgbouncer]\nkey = ${v}\nnext = 1\n`,
    read: readPgbouncerIni,
    facts: (v) => [
      [
        'pgbouncer',
        [
          ['key', v],
          ['next', '1'],
        ],
      ],
    ],
  },
  {
    filter: 'pgbackrest',
    file: (v) => `[global]\nkey=${v}\n\n[main]\nnext=1\n`,
    read: readPgbackrest,
    facts: (v) => [
      ['global', [['key', v]]],
      ['main', [['next', '1']]],
    ],
  },
  { filter: 'section', file: (v) => `[${v}]\n`, read: readPgbackrest, facts: (v) => [[v, []]] },
  { filter: 'key', file: (v) => `[global]\n${v}=1\n`, read: readPgbackrest, facts: (v) => [['global', [[v, '1']]]] },
  {
    filter: 'option',
    file: (v) => `db = host=${v} port=1\n`,
    read: readPgbouncerOptions,
    facts: (v) => [
      [
        'db',
        [
          ['host', v],
          ['port', '1'],
        ],
      ],
    ],
  },
  { filter: 'optionName', file: (v) => `${v} = host=a\n`, read: readPgbouncerOptions, facts: (v) => [[v, [['host', 'a']]]] },
  { filter: 'userlistUser', file: (v) => `${v} "x"\n`, read: readUserlist, facts: (v) => [[v, 'x']] },
  {
    filter: 'userlistSecret',
    file: (v) => `"x" ${v}\n"y" ""\n`,
    read: readUserlist,
    facts: (v) => [
      ['x', v],
      ['y', ''],
    ],
  },
  {
    filter: 'pgconf',
    file: (v) => `a.b = ${v}\nc = 1 # one\n`,
    read: readPgconf,
    facts: (v) => [
      ['a.b', v],
      ['c', '1'],
    ],
  },
  { filter: 'pgconfName', file: (v) => `${v} = 'x'\n`, read: readPgconf, facts: (v) => [[v, 'x']] },
  {
    filter: 'haproxy',
    file: (v) => `listen a # b\n  mode ${v} x\n`,
    read: readHaproxy,
    facts: (v) => [{ head: ['listen', 'a'], lines: [['mode', v, 'x']] }],
  },
  { filter: 'haproxyName', file: (v) => `listen ${v}\n`, read: readHaproxy, facts: (v) => [{ head: ['listen', v], lines: [] }] },
  { filter: 'hostname', file: (v) => `10.0.0.1 ${v} x\n`, read: readHosts, facts: (v) => [['10.0.0.1', [v, 'x']]] },
  { filter: 'address', file: (v) => `${v} x\n`, read: readHosts, facts: (v) => [[v, ['x']]] },
  {
    filter: 'unit',
    file: (v) => `[Unit]\nDescription=${v}\nAfter=a\n`,
    read: readUnit,
    facts: (v) => [
      [
        'Unit',
        [
          ['Description', v],
          ['After', 'a'],
        ],
      ],
    ],
  },
  { filter: 'exec', file: (v) => `[Service]\nExecStart=/bin/x ${v} y\n`, read: readUnit, facts: (v) => [['Service', [['ExecStart', ['/bin/x', v, 'y']]]]] },
]

describe.each(cases)('$filter', ({ filter, file, read, facts }) => {
  test('what is printed is read back, or is refused', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const text = printed(() => quote(filter, value))
        if (text === undefined) return
        expect(text).not.toMatch(/[\n\r\0]/)
        expect(read(file(text))).toEqual(facts(value))
      }),
      { numRuns: 500 },
    )
  })

  test('harmless words pass', () => {
    const value = filter === 'address' ? '10.1.2.3' : 'primary_1'
    expect(read(file(quote(filter, value)))).toEqual(facts(value))
  })

  test('a value of the wrong type is a bug', () => {
    for (const value of [undefined, null, true, {}, 1.5]) expect(() => quote(filter, value)).toThrow(Bug)
  })
})

test.each([
  ['pgbouncer', 'a # b; "c"', 'a # b; "c"'],
  ['pgbackrest', '#a = b', '#a = b'],
  ['option', "va'l ue", "'va''l ue'"],
  ['option', 5432, '5432'],
  ['userlistSecret', 'a"b', '"a""b"'],
  ['userlistSecret', '', '""'],
  ['pgconf', "it's\\a\n\t", "'it''s\\\\a\\n\\t'"],
  ['haproxy', "it's #1 $HOME", "'it'\\''s #1 $HOME'"],
  ['haproxy', '10.0.0.1:5432', '10.0.0.1:5432'],
  ['unit', '50% of it', '50%% of it'],
  ['exec', 'a b', '"a b"'],
  ['exec', '$HOME', '$$HOME'],
  ['exec', 'x%n"', '"x%%n\\""'],
  ['address', 'fd00::1', 'fd00::1'],
  ['line', '*:*:*:u:p\\:w', '*:*:*:u:p\\:w'],
])('%s writes %j as %s', (filter, value, text) => expect(quote(filter, value)).toBe(text))

test.each([
  ['pgbouncer', 'a\nb', 'a pgbouncer.ini value cannot hold a line break'],
  ['pgbouncer', 'a ', 'a pgbouncer.ini value cannot begin or end with a blank'],
  ['pgbackrest', '', 'a pgBackRest value cannot be empty'],
  ['pgbackrest', '\ta', 'a pgBackRest value cannot begin or end with a blank'],
  ['option', '', 'a value in a PgBouncer connection string cannot be empty'],
  ['optionName', 'a b', 'a name in a PgBouncer list can hold only letters, digits and _ . -'],
  ['userlistUser', 'ü'.repeat(64), 'a user name in userlist.txt cannot be longer than 127 bytes'],
  ['userlistSecret', 'x'.repeat(2048), 'a secret in userlist.txt cannot be longer than 2047 bytes'],
  ['pgconf', 'a\0', 'the value of a PostgreSQL setting cannot hold a NUL character'],
  ['pgconfName', 'a.b.c', 'the name of a PostgreSQL setting can hold only letters, digits, _ and $, with at most one dot'],
  ['haproxy', '', 'a HAProxy argument cannot be empty'],
  ['haproxyName', 'a@b', 'a HAProxy name can hold only letters, digits and - _ . :'],
  ['address', '10.0.0.1/24', 'a hosts record needs an IPv4 or IPv6 address without mask, port or brackets'],
  ['unit', 'a\\', 'a value in a systemd unit cannot end with a backslash: that would continue the line'],
  ['line', 'a\rb', 'a line of this file cannot hold a line break'],
])('%s refuses %j: %s', (filter, value, reason) => {
  expect(() => quote(filter, value)).toThrow(new InexpressibleValue(value, reason))
})

test('the limits of userlist.txt are inclusive', () => {
  expect(quote('userlistUser', 'u'.repeat(127))).toHaveLength(129)
  expect(quote('userlistSecret', 's'.repeat(2047))).toHaveLength(2049)
})

test('plain lines are read without comments and empty lines', () => {
  fc.assert(
    fc.property(hostile, (value) => {
      const text = printed(() => quote('line', value))
      if (text !== undefined) expect(readLines(`# header\n\n${text}\nlast\n`)).toEqual(value === '' || value.startsWith('#') ? ['last'] : [value, 'last'])
    }),
  )
})
