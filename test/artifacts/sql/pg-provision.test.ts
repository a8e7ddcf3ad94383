import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

const path = '/pg/bin/pg-provision'

test('users, then databases, in the order of the inventory, names with blanks and quotes included', () => {
  const cluster = `pg_users: [{ name: zoe }, { name: adam, state: absent }]\npg_databases: [{ name: "it's one", pgbouncer: false }, { name: a }]`
  const text = compileValid(minimal({ cluster })).file('10.10.10.11', path)
  expect(text.match(/-f .*$/gm)).toEqual([
    '-f /pg/tmp/pg-user-zoe.sql',
    '-f /pg/tmp/pg-user-adam.sql',
    `-f '/pg/tmp/pg-db-it'\\''s one.sql'`,
    '-f /pg/tmp/pg-db-a.sql',
  ])
})

test('it is there with pg_provision, and only on the primary', () => {
  expect(compileValid(minimal({ cluster: 'pg_provision: false' })).has('10.10.10.11', path)).toBe(false)
  expect(
    compileValid(minimal())
      .files.filter((file) => file.path === path)
      .map(({ host }) => host),
  ).toEqual(['10.10.10.11'])
})

test('KD-79: where commits wait for a replica, the script says that it must be there', () => {
  expect(compileValid(minimal({ cluster: 'pg_conf: crit.yml' })).file('10.10.10.11', path)).toContain('START A REPLICA FIRST')
})
