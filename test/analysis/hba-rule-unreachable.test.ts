import { expect, test } from 'vitest'
import { compileValid, minimal, ofCode } from '../compile.js'

const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
const found = (cluster: string) => ofCode(compileValid(minimal({ cluster, members })), 'hba-rule-unreachable')
const rules = (...list: string[]) => found(`pg_default_hba_rules: []\npg_hba_rules:\n${list.map((rule) => `  - ${rule}\n`).join('')}`)

test('earlier rules together match all that a rule matches, and only those that are needed are named', () => {
  const [only, ...others] = rules(
    '{ addr: 172.16.0.0/12, order: 1 }',
    '{ addr: 10.0.0.0/9, order: 2 }',
    '{ addr: 10.128.0.0/9, title: the rest, order: 3 }',
    '{ addr: 10.0.0.0/8, user: bob, order: 4 }',
  )
  expect(others).toEqual([])
  expect(only?.at.from.line).toBe(16)
  expect(only?.severity).toBe('warning')
  expect(only?.message).toBe(
    'no connection can reach pg_hba_rules[3]: pg_hba_rules[1], pg_hba_rules[2] (the rest) come first and together match all that it matches',
  )
  expect(only?.related.map(({ at }) => at.from.line)).toEqual([14, 15])
})

test('one connection that is left keeps a rule alive', () => {
  expect(rules('{ addr: 10.0.0.0/9, order: 1 }', '{ addr: 10.128.0.0/10, order: 2 }', '{ addr: 10.0.0.0/8, order: 3 }')).toEqual([])
  expect(rules('{ addr: world, auth: ssl, order: 1 }', '{ addr: world, order: 2 }')).toEqual([])
  expect(rules('{ db: all, addr: local, order: 1 }', '{ db: replication, addr: local, order: 2 }')).toEqual([])
})

test('a denial that everything has passed is told by whom', () => {
  expect(rules('{ addr: world }', '{ addr: intra, auth: deny }')[0]?.message).toMatch(
    /: pg_hba_rules\[0\] comes first .* what it should refuse has been admitted by then$/,
  )
})

test('roles are those of the cluster', () => {
  const users = 'pg_users: [{ name: bob, roles: [dbrole_readwrite] }, { name: eve }]\n'
  const rule = (user: string) => found(`${users}pg_hba_rules: [{ user: ${user}, addr: intra }]`).length
  expect(rule('bob')).toBe(1)
  expect(rule('eve')).toBe(0)
  expect(rule('+dbrole_readwrite')).toBe(0)
  expect(rule('+dbrole_readonly')).toBe(1)
})

test('a rule for some roles counts only where it is active, and a rule must be unreachable wherever it is', () => {
  expect(rules('{ addr: world, role: replica, order: 1 }', '{ addr: intra, order: 2 }')).toEqual([])
  expect(rules('{ addr: world, role: replica, order: 1 }', '{ addr: intra, role: replica, order: 2 }')).toHaveLength(1)
})

test('each raw line is judged by itself, those of the pool by its own rules', () => {
  const [only] = found("pgb_default_hba_rules: []\npgb_hba_rules: [{ rules: ['host all all 10.0.0.0/8 md5', 'host all bob 10.1.0.0/16 md5'] }]")
  expect(only?.message).toMatch(/^no connection can reach pgb_hba_rules\[0\], line 2: pgb_hba_rules\[0\], line 1 comes first/)
})

test('built-in rules are as they are, and rules behind an open question are reachable', () => {
  expect(found('pg_hba_rules: [{ addr: world, order: 1 }]')).toEqual([])
  expect(found("pg_hba_rules: [{ order: 1, rules: ['host all all samenet md5'] }, { addr: cluster, order: 2 }]")).toEqual([])
  expect(found('pgb_hba_rules: [{ user: bob, addr: 192.0.2.0/24, auth: ssl }]')).toEqual([])
})
