import { expect, test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../compile.js'

function databases(list: string) {
  const { model } = compileValid(minimal({ cluster: `pg_databases:\n${list}` }))
  return (model?.clusters[0]?.primary.databases ?? []).map(({ where: _, at: __, ...database }) => database)
}

test('a database has what the inventory says, and nothing else', () => {
  const [bare, full] = databases(`  - name: bare
  - name: full
    state: recreate
    owner: o
    comment: c
    template: template0
    strategy: file_copy
    encoding: UTF8
    locale: C
    lc_collate: C
    lc_ctype: C
    locale_provider: icu
    icu_locale: en
    icu_rules: r
    tablespace: fast
    is_template: true
    allowconn: false
    revokeconn: true
    connlimit: 9
    baseline: b.sql
    schemas: [s, { name: t, owner: o }, { name: u, state: absent }]
    extensions: [e, { name: f, schema: s, version: '1.0' }, { name: g, state: absent }]
    parameters: { work_mem: 1MB }
    pool_auth_user: a
    pool_mode: session
    pool_size: 1
    pool_size_min: 2
    pool_reserve: 3
    pool_connlimit: 4
    register_datasource: false`)
  expect(bare).toEqual({ name: 'bare', state: 'create', schemas: [], extensions: [], settings: [], pooled: true, pool: {}, datasource: true })
  expect(full).toMatchObject({
    name: 'full',
    state: 'recreate',
    owner: 'o',
    comment: 'c',
    template: 'template0',
    strategy: 'FILE_COPY',
    encoding: 'UTF8',
    locale: 'C',
    collation: 'C',
    characterType: 'C',
    localeProvider: 'icu',
    icuLocale: 'en',
    icuRules: 'r',
    tablespace: 'fast',
    isTemplate: true,
    allowConnections: false,
    revokeConnect: true,
    connectionLimit: 9,
    baseline: 'b.sql',
    schemas: [
      { name: 's', absent: false },
      { name: 't', owner: 'o', absent: false },
      { name: 'u', absent: true },
    ],
    extensions: [
      { name: 'e', absent: false },
      { name: 'f', schema: 's', version: '1.0', absent: false },
      { name: 'g', absent: true },
    ],
    settings: [{ name: 'work_mem', value: '1MB' }],
    pooled: true,
    pool: { authUser: 'a', mode: 'session', size: 1, minimumSize: 2, reserve: 3, connectionLimit: 4 },
    datasource: false,
  })
})

test('an explicit null of the two switches means no', () => {
  expect(databases('  - { name: a, pgbouncer: null, register_datasource: null }')).toMatchObject([{ pooled: false, datasource: false }])
})

test('one name stands in the list once', () => {
  expectErrors(minimal({ cluster: 'pg_databases:\n  - name: a\n  - name: a' }), [{ code: 'name-repeated', line: 12, message: 'database a' }])
})

test('pool numbers below -1, unknown modes and states', () => {
  expectErrors(
    minimal({
      cluster:
        'pg_databases:\n  - { name: a, pool_size: -2 }\n  - { name: b, pool_mode: quick }\n  - { name: c, state: gone }\n  - { name: d, pool_size: many }',
    }),
    [
      { code: 'value-range', message: 'pool_size' },
      { code: 'value-enum', message: 'pool_mode' },
      { code: 'value-enum', message: 'state' },
      { code: 'value-type', message: 'pool_size' },
    ],
  )
})
