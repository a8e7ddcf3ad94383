import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

const path = '/pg/tmp/pg-init-roles.sql'
const script = (cluster: string): string => compileValid(minimal({ cluster })).file('10.10.10.11', path)

test('roles come in the order of the list, the passwords of the system users last', () => {
  const text = script('')
  const places = ['dbrole_readonly', 'dbrole_admin', 'postgres', 'replicator', 'dbuser_monitor'].map((role) => text.indexOf(`COMMENT ON ROLE "${role}"`))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places[0]).toBeGreaterThan(0)
  expect(text.indexOf(`ALTER ROLE "replicator" PASSWORD 'Secret.Repl';`)).toBeGreaterThan(places.at(-1) ?? 0)
  expect(text.indexOf("SET log_statement = 'none';")).toBeLessThan(text.indexOf('Secret.'))
})

test('only the primary of a cluster with Patroni has it', () => {
  const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: replica }', '10.10.10.12': '{ pg_seq: 2, pg_role: primary }' }
  const compiled = compileValid(minimal({ members }))
  expect([compiled.has('10.10.10.11', path), compiled.has('10.10.10.12', path)]).toEqual([false, true])
  expect(compileValid(minimal({ cluster: 'patroni_enabled: false' })).has('10.10.10.11', path)).toBe(false)
  expect(compiled.files.find((file) => file.path === path)).toMatchObject({ owner: 'postgres', group: 'postgres', mode: '0640', secret: true })
})

test('options of memberships are said as the release says them', () => {
  const roles = `pg_users: []
pg_default_roles:
  - { name: group }
  - { name: replicator }
  - { name: dbuser_dba, roles: [{ name: group, admin: true, set: true, inherit: false }] }
  - { name: dbuser_monitor, roles: [{ name: group, admin: false }] }
pg_default_privileges: []`
  expect(script(`${roles}\npg_version: 16`)).toContain(
    'GRANT "group" TO "dbuser_dba" WITH ADMIN TRUE, SET TRUE;\nREVOKE INHERIT OPTION FOR "group" FROM "dbuser_dba";',
  )
  const older = script(`${roles}\npg_version: 15`)
  expect(older).toContain('GRANT "group" TO "dbuser_dba" WITH ADMIN OPTION;\n')
  expect(older).toContain('REVOKE ADMIN OPTION FOR "group" FROM "dbuser_monitor";')
  expect(older).not.toContain('INHERIT')
})
