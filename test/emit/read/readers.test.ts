import { describe, expect, test } from 'vitest'
import { Bug } from '../../../src/diagnostics/invariant.js'
import { readHaproxy } from '../../../src/emit/read/haproxy.js'
import { readPgbackrest } from '../../../src/emit/read/pgbackrest.js'
import { readPgbouncerIni } from '../../../src/emit/read/pgbouncer-ini.js'
import { readPgbouncerOptions } from '../../../src/emit/read/pgbouncer-options.js'
import { readers } from '../../../src/emit/read/readers.js'
import { readUnit } from '../../../src/emit/read/unit.js'

describe('readers follow the consumer, not our own printing', () => {
  test('pgbouncer.ini: includes, comments of both signs, a # inside of a value', () => {
    expect(readPgbouncerIni('; a\n [users]\n%include /etc/u.txt\n  # b\n[pgbouncer]\na=b #c\nlog =\n')).toEqual([
      ['users', [['%include', '/etc/u.txt']]],
      [
        'pgbouncer',
        [
          ['a', 'b #c'],
          ['log', ''],
        ],
      ],
    ])
  })

  test('pgbackrest.conf: only a # in the first column is a comment; repeated keys stay', () => {
    expect(readPgbackrest('#x\n[main]\npg1-host = a#b \npg1-host=c\n')).toEqual([
      [
        'main',
        [
          ['pg1-host', 'a#b'],
          ['pg1-host', 'c'],
        ],
      ],
    ])
  })

  test('database.txt: the fallback entry and quoted values', () => {
    expect(readPgbouncerOptions("* = host=/run\na.b-c = host='x y' password='it''s'\n")).toEqual([
      ['*', [['host', '/run']]],
      [
        'a.b-c',
        [
          ['host', 'x y'],
          ['password', "it's"],
        ],
      ],
    ])
  })

  test('units: repetition, continuation, quotes, specifiers', () => {
    expect(readUnit('[Service]\nExecReload=/bin/a \\\n  "b c"\nExecReload=-/bin/kill -HUP $MAINPID\nCPUQuota=10%\nDescription=%n 5%%\n')).toEqual([
      [
        'Service',
        [
          ['ExecReload', ['/bin/a', 'b c']],
          ['ExecReload', ['-/bin/kill', '-HUP', '$MAINPID']],
          ['CPUQuota', '10%'],
          ['Description', '%n 5%'],
        ],
      ],
    ])
  })

  test('haproxy.cfg: sections, escapes, all quotes', () => {
    expect(readHaproxy('global\n  a\\ b "c d" e\'f\'g # h\n\nlisten x\n  server \\# "\\""\n')).toEqual([
      { head: ['global'], lines: [['a b', 'c d', 'efg']] },
      { head: ['listen', 'x'], lines: [['server', '#', '"']] },
    ])
  })
})

test.each([
  ['pgbouncer-ini', 'a = b\n', 'line 1 stands before any section'],
  ['pgbackrest', '[a]\nnothing\n', 'line 2 is not a setting'],
  ['pgbouncer-options', 'a = host=\n', 'line 1 is not a connection string'],
  ['pgbouncer-options', 'odd name = host=a\n', 'line 1 is not a name with options'],
  ['userlist', '"a" "b\n', 'line 1 is not a pair of quoted fields'],
  ['pgconf', "a = 'it's'\n", 'line 1 is not a PostgreSQL setting'],
  ['haproxy', "listen a\n  b 'c\n", 'line 2 has an open quote'],
  ['haproxy', 'listen a\n  b "$HOME"\n', 'line 2 expands an environment variable'],
  ['hosts', '10.0.0.1\n', 'line 1 has an address without a name'],
  ['unit', '[Service]\nExecStart=/bin/a "b\n', 'line 2 is not a command that this reader understands'],
] as const)('%s does not read %j', (format, text, message) => {
  expect(() => readers[format](text)).toThrow(new Bug(message))
})

test.each([['a: [\n'], ['a: 1\na: 2\n'], ['a: 1\n---\nb: 2\n']])('yaml does not read %j', (text) => {
  expect(() => readers.yaml(text)).toThrow()
})
