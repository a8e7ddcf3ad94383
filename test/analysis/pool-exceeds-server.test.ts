import { expect, test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'pool-exceeds-server'
const users = (names: readonly string[], rest = '') =>
  `pg_users:\n${names.map((name) => `  - { name: ${name}, password: Secret.User, pgbouncer: true, roles: [dbrole_readwrite]${rest} }`).join('\n')}`
const database = (name: string, rest = '') => `  - { name: ${name}, owner: dbuser_dba${rest} }`
const found = (max: number | string, people: string, ...databases: string[]) =>
  ofCode(compileValid(minimal({ cluster: `pg_max_conn: ${max}\n${people}\npg_databases:\n${databases.join('\n')}` })), code)

test('the arithmetic is in the message', () => {
  // 2 users up to 100 each, the administrator up to 16, the monitor up to 8.
  expectFindings(found(200, users(['a', 'b']), database('d', ', pool_size: 100, pool_connlimit: 300')), [
    {
      code,
      line: 15,
      message:
        'the pool of pg-test-1 may hold 224 server connections (224 to d: 4 users x 130, less the limits of users), and max_connections 200 less 10 reserved leaves 190',
    },
  ])
})

test('the limit of each database', () => {
  expectFindings(found(200, users(['a', 'b']), database('d'), database('e')), [
    { code, line: 15, message: /^the pool of pg-test-1 may hold 200 .*100 to d: 4 users x 80, at most 100; 100 to e: / },
  ])
  expectFindings(found(211, users(['a', 'b']), database('d'), database('e')), [])
})

test('what lowers the worst case', () => {
  const databases = [database('d', ', pool_size: 100, pool_connlimit: 300')]
  expect(found(200, users(['a', 'b']), ...databases)).toHaveLength(1)
  expectFindings(found('auto', users(['a', 'b']), ...databases), [])
  expectFindings(found(200, users(['a', 'b'], ', pool_connlimit: 80'), ...databases), [])
  expectFindings(found(200, users(['a', 'b'], ', connlimit: 80'), ...databases), [])
  expectFindings(found(200, users(['a', 'b'], ', login: false'), ...databases), [])
  expectFindings(found(200, users(['a']), ...databases), [])
  expectFindings(found(200, users(['a', 'b']), database('d', ', pool_size: 100, pool_connlimit: 300, connlimit: 150')), [])
  expectFindings(found(200, `${users(['a', 'b'])}\npgb_hba_rules: [{ user: a, db: all, addr: intra, auth: pwd }]\npgb_default_hba_rules: []`, ...databases), [])
  expectFindings(found(200, `pgbouncer_enabled: false\n${users(['a', 'b'])}`, ...databases), [])
  expectFindings(found(200, `pgbouncer_redirect_to: 10.99.0.1\n${users(['a', 'b'])}`, ...databases), [])
})
