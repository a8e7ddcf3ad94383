import { expect, test } from 'vitest'
import { rolesOf } from '../../src/model/user.js'
import { compileText, compileValid, expectErrors, minimal, ofCode } from '../compile.js'

function primary(cluster: string) {
  const { model } = compileValid(minimal({ cluster }))
  const instance = model?.clusters[0]?.primary
  if (instance === undefined) throw new Error('no model')
  return instance
}

test('a user has what the inventory says, and nothing else', () => {
  const [bare, full] = primary(`pg_users:
  - name: bare
  - name: full
    password: ''
    login: false
    superuser: true
    createdb: true
    createrole: false
    inherit: false
    replication: true
    bypassrls: true
    connlimit: 7
    expire_in: 30
    expire_at: '2031-12-31'
    comment: what for
    parameters: { work_mem: 64MB, jit: off, a.b: 5, search_path: [x, y], log_statement: default, none: null }
    roles: [one, { name: two, admin: true, set: false, inherit: true }, { name: three, state: absent }, { name: four, state: revoke }]
    pgbouncer: true
    pool_mode: session
    pool_connlimit: -1`).users.map(({ where: _, at: __, settings, memberships, ...user }) => ({
    ...user,
    settings: settings.map(({ at: _at, ...setting }) => setting),
    memberships: memberships.map(({ at: _at, ...membership }) => membership),
  }))
  expect(bare).toEqual({ name: 'bare', state: 'create', pooled: false, settings: [], memberships: [] })
  expect(full).toEqual({
    name: 'full',
    state: 'create',
    password: '',
    login: false,
    superuser: true,
    createDatabase: true,
    createRole: false,
    inherit: false,
    replication: true,
    bypassRowSecurity: true,
    connectionLimit: 7,
    validDays: 30,
    validUntil: '2031-12-31',
    comment: 'what for',
    settings: [
      { name: 'a.b', value: '5', reset: false },
      { name: 'jit', value: 'off', reset: false },
      { name: 'log_statement', value: 'default', reset: true },
      { name: 'search_path', value: 'x, y', reset: false },
      { name: 'work_mem', value: '64MB', reset: false },
    ],
    memberships: [
      { role: 'one', revoked: false },
      { role: 'two', revoked: false, admin: true, set: false, inherit: true },
      { role: 'three', revoked: true },
      { role: 'four', revoked: true },
    ],
    pooled: true,
    poolMode: 'session',
    poolConnectionLimit: -1,
  })
})

test('roles are found through others', () => {
  const { defaultRoles } = primary('')
  expect([...rolesOf('dbuser_dba', defaultRoles)].sort()).toEqual(['dbrole_admin', 'dbrole_readonly', 'dbrole_readwrite', 'pg_monitor'])
})

test('KD-57: the whole name must fit', () => {
  expectErrors(minimal({ cluster: 'pg_users:\n  - name: "bob\\n"\n  - name: My User' }), [{ code: 'value-format' }, { code: 'value-format' }])
})

test('one name stands in a list once; the second place is reported', () => {
  const text = minimal({ cluster: 'pg_users:\n  - name: bob\n  - name: bob\n  - { name: bob, state: absent }\npg_default_roles: []' })
  const [second, third] = ofCode(compileText(text), 'name-repeated')
  expect(second?.message).toBe('user bob stands in pg_users twice: keep one')
  expect(second?.at.from.line).toBe((second?.related[0]?.at.from.line ?? 0) + 1)
  expect(third?.related[0]?.at).toEqual(second?.related[0]?.at)
})

test('roles must be a list', () => {
  expectErrors(minimal({ cluster: 'pg_users: [{ name: bob, roles: dbrole_readonly }]' }), [{ code: 'value-type', message: 'roles' }])
})

test('KD-66: attributes that nothing reads', () => {
  const { diagnostics } = compileValid(
    minimal({ cluster: 'pg_users: [{ name: bob, search_path: x }]\npg_databases: [{ name: db, pool_size_reserve: 4, pool_max_db_conn: 5 }]' }),
  )
  const found = diagnostics.filter(({ code }) => code === 'attribute-unknown').map(({ message }) => message)
  expect(found).toHaveLength(3)
  expect(found.join()).toMatch(/parameters/)
  expect(found.join()).toMatch(/pool_reserve/)
  expect(found.join()).toMatch(/pool_connlimit/)
})
