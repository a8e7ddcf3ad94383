import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

function lines(cluster: string): string[] {
  const text = compileValid(minimal({ cluster })).file('10.10.10.11', '/etc/pgbouncer/useropts.txt')
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
}

const defaults = ['dbuser_dba = pool_mode=session max_user_connections=16', 'dbuser_monitor = pool_mode=session max_user_connections=8']

test('default roles and users with options, pooled or not', () => {
  expect(
    lines('pg_users: [{ name: b, pool_mode: statement }, { name: a, pool_connlimit: 5 }, { name: c }, { name: d, pool_mode: session, state: absent }]'),
  ).toEqual([...defaults, 'b = pool_mode=statement', 'a = max_user_connections=5'])
})

test('one line a user: what stands later wins', () => {
  expect(lines('pg_users: [{ name: dbuser_dba, pool_connlimit: 3 }]')).toEqual([defaults[0]?.replace('16', '3'), defaults[1]])
})

test('KD-66: a limit of 0 or -1 would mean 100, so it is left out', () => {
  expect(
    lines('pg_users: [{ name: a, pool_connlimit: -1 }, { name: b, pool_mode: session, pool_connlimit: 0 }, { name: dbuser_dba, pool_connlimit: -1 }]'),
  ).toEqual(['dbuser_dba = pool_mode=session', defaults[1], 'b = pool_mode=session'])
})
