import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

function lines(cluster: string): string[] {
  const text = compileValid(minimal({ cluster })).file('10.10.10.11', '/etc/pgbouncer/database.txt')
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
}

test('KD-07: the port always stands there, also of a redirected database', () => {
  expect(lines('pg_port: 5444\npg_databases: [{ name: a }]')).toEqual(['a = host=/var/run/postgresql port=5444'])
  expect(lines('pgbouncer_redirect_to: 10.1.1.1\npg_databases: [{ name: a }]')).toEqual(['a = host=10.1.1.1 port=5432'])
})

test('which databases, in the order of the list', () => {
  expect(lines('pg_databases: [{ name: z }, { name: b, pgbouncer: false }, { name: c, state: absent }, { name: a-b.c, state: recreate }]')).toEqual([
    'z = host=/var/run/postgresql port=5432',
    'a-b.c = host=/var/run/postgresql port=5432',
  ])
})

test('KD-31: values that need quotes have them; KD-66: -1 is the default of the pool', () => {
  expect(
    lines(
      'pg_databases: [{ name: a, pool_auth_user: "it\'s me", pool_mode: session, pool_size: 5, pool_size_min: 0, pool_reserve: 2, pool_connlimit: 9 }, { name: b, pool_size: -1, pool_reserve: -1, pool_connlimit: 0 }]',
    ),
  ).toEqual([
    "a = host=/var/run/postgresql port=5432 auth_user='it''s me' pool_mode=session pool_size=5 min_pool_size=0 reserve_pool=2 max_db_connections=9",
    'b = host=/var/run/postgresql port=5432',
  ])
})
