import { expect, test } from 'vitest'
import { compileText, compileValid, expectErrors, minimal } from '../compile.js'

test('pgbouncer_enabled false: no pool and none of its files', () => {
  const compiled = compileValid(minimal({ cluster: 'pgbouncer_enabled: false\npg_databases: [{ name: my db }]' }))
  expect(compiled.model?.clusters[0]?.primary.pool).toBeUndefined()
  expect(compiled.files.filter(({ path }) => path.startsWith('/etc/pgbouncer/'))).toEqual([])
})

test.each(['my db', 'x$y', 'ä'])('KD-30: the pool cannot carry database %s', (name) => {
  expectErrors(minimal({ cluster: `pg_databases: [{ name: ok }, { name: '${name}' }]` }), [{ code: 'pool-name', message: `database \`${name}\`` }])
  compileValid(minimal({ cluster: `pg_databases: [{ name: '${name}', pgbouncer: false }]` }))
})

test('KD-30: nor a user whose name needs quotes, where it has options', () => {
  expectErrors(minimal({ cluster: 'pg_users: [{ name: anna@x, pool_mode: session }]' }), [{ code: 'pool-name', message: 'user `anna@x`' }])
  compileValid(minimal({ cluster: 'pg_users: [{ name: anna@x }]' }))
})

test('the name of the console', () => {
  expectErrors(minimal({ cluster: 'pg_databases: [{ name: pgbouncer }]' }), [{ code: 'pool-name', message: 'console' }])
})

test('KD-33: ignored parameters as a list or as one text, and only names', () => {
  const listed = (value: string) => compileText(minimal({ cluster: `pgbouncer_ignore_param: ${value}` }))
  expect(listed("'a,b'").model?.clusters[0]?.primary.pool?.ignoredParameters).toEqual(['a', 'b'])
  expect(listed('[a, b.c]').model?.clusters[0]?.primary.pool?.ignoredParameters).toEqual(['a', 'b.c'])
  expect(listed("['a b']").codes).toContain('pool-setting')
})

test('modes that PgBouncer does not know', () => {
  expectErrors(minimal({ cluster: 'pgbouncer_poolmode: fast\npgbouncer_sslmode: maybe' }), [{ code: 'value-enum' }, { code: 'value-enum' }])
})

test('a password that PgBouncer would cut, which no message shows', () => {
  const text = minimal({ cluster: `pg_users: [{ name: bob, pgbouncer: true, password: ${'x'.repeat(2048)} }]` })
  expectErrors(text, [{ code: 'pool-setting', message: /^the password of bob is longer than 1024 bytes/ }])
})
