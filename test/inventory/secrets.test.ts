import { describe, expect, test } from 'vitest'
import { Sink } from '../../src/diagnostics/sink.js'
import { concealSecrets } from '../../src/inventory/conceal.js'
import { continuesSecret, guessSecrets } from '../../src/inventory/guess.js'
import { findSecrets, isSecretName } from '../../src/inventory/secrets.js'
import { Source } from '../../src/source/source.js'
import { parseYaml } from '../../src/syntax/yaml.js'

function found(text: string): string[] {
  const root = parseYaml(new Source('x', text), new Sink())
  return root === undefined ? ['no document'] : findSecrets(root).map(({ at }) => text.slice(at.start, at.end))
}

describe('names', () => {
  test.each(['pg_admin_password', 'cipher_pass', 's3_key_secret', 'pg_admin_pasword', 'primary_conninfo', 'API_TOKEN', 'my_dsn', 'haproxy_admin_passwd'])(
    '%s',
    (name) => {
      expect(isSecretName(name)).toBe(true)
    },
  )

  test.each(['pg_cluster', 'pg_pwd_enc', 'pgbouncer_auth_query', 's3_bucket', 'name', 'roles', 'path', 'constructor'])('not %s', (name) => {
    expect(isSecretName(name)).toBe(false)
  })
})

describe('places', () => {
  test.each<[string, string, string[]]>([
    ['a parameter', 'pg_admin_password: hunter2', ['hunter2']],
    ['an attribute of a nested object', 'pg_users: [{ name: ann, password: "hunter2" }]', ['"hunter2"']],
    ['but not the rest of a parameter that holds some', 'pgbackrest_repo: { s3: { path: /p, s3_key_secret: x } }', ['x']],
    ['a number', 'pg_admin_password: 123456', ['123456']],
    ['an anchor far from its use', 'words: &w hunter2\npg_admin_password: *w', ['hunter2']],
    ['everything below a telling name', 'secrets: { a: one, b: [two] }', ['one', 'two']],
    ['a URL with a password', 'pg_parameters: { x: "postgres://u:p@h/db" }', ['"postgres://u:p@h/db"']],
    ['a connection string', "x: 'host=a password=b'", ["'host=a password=b'"]],
    ['a verifier', 'x: md5d41d8cd98f00b204e9800998ecf8427e', ['md5d41d8cd98f00b204e9800998ecf8427e']],
    ['no ordinary URL', 'x: https://h:80/p', []],
    ['no empty password', 'pg_admin_password: ~', []],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  test('aliases of aliases do not multiply', () => {
    const layers = Array.from({ length: 40 }, (_, index) => `l${index + 1}: &l${index + 1} [*l${index}, *l${index}]`)
    expect(found(`l0: &l0 secret\n${layers.join('\n')}\npassword: *l40\n`)).toEqual(['secret'])
  })
})

describe('guesses in a line of text', () => {
  test.each<[string, string[]]>([
    ['pg_admin_password: a, b', ['a, b']],
    ['  { name: x, "password": hunter2, roles: [y] }', ['hunter2, roles: [y] }']],
    ['# the password: was hunter2', ['was hunter2']],
    ['# the password was hunter2', ['was hunter2']],
    ['pg_admin_password hunter2', ['hunter2']],
    ['password: !hunter2 x', ['!hunter2 x']],
    ['password: !!str hunter2', ['hunter2']],
    ['password: &p hunter2', ['&p hunter2']],
    ['url: postgres://u:p@h/db', ['://u:p@h/db']],
    ['password: |', []],
    ['password: *shared', ['*shared']],
    ['password: ~', []],
    ['pg_cluster: pg-test', []],
    ['', []],
  ])('%s', (line, expected) => {
    expect(guessSecrets(line).map((at) => line.slice(at))).toEqual(expected)
  })
})

describe('further lines of a value', () => {
  const source = new Source('x', 'a:\n  password: |\n    one\n      two\n\n    three\n  name: "x\n    y"\n  - token:\n      z\n')
  test.each([
    [3, true],
    [4, true],
    [6, true],
    [7, false],
    [8, false],
    [10, true],
  ])('line %i: %s', (line, expected) => {
    expect(continuesSecret(source, line)).toBe(expected)
  })
})

test('further lines of a text go on behind a blank line', () => {
  const source = new Source('x', 'a:\n  password: |\n    one\n\n    two: 2\n  port: 1\n\n  host: b')
  expect([3, 5, 6, 8].map((line) => continuesSecret(source, line))).toEqual([true, true, false, false])
  // Within quotes a line may stand further left.
  expect(continuesSecret(new Source('x', 'a:\n  password: "one\n two"'), 3)).toBe(true)
})

test.each([
  ['pg_admin_password: &word Xk29rTgB41\nplain: [*word]', true],
  ['plain: [&word Xk29rTgB41]\npg_admin_password: *word', true],
  ['pg_admin_password: Xk29rTgB41\nplain: []', false],
])('a credential that an alias puts where none is meant closes files: %j', (text, expected) => {
  const sink = new Sink()
  const root = parseYaml(new Source('x', text), sink)
  expect(root && concealSecrets(root, sink)).toBe(false)
  expect(sink.betrays('say Xk29rTgB41 to it')).toBe(expected)
})
