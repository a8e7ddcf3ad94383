import { test } from 'vitest'
import { compileText, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'log-directory-shared'
const members = (one: string, other: string) => ({
  '10.10.10.11': `{ pg_instances: { 5432: { pg_seq: 1, pg_role: primary${one} }, 5442: { pg_seq: 2, pg_role: replica${other} } } }`,
})

test('two entries that give one directory', () => {
  const given = ', pg_log_dir: /var/log/pg/'
  expectFindings(ofCode(compileText(minimal({ members: members(given, ', patroni_log_dir: /var/log/pg') })), code), [
    { code, line: 7, message: '/var/log/pg of 10.10.10.11 is a log directory of pg-test-1 and of pg-test-2' },
  ])
})

test('a directory of the whole cluster becomes one of each instance', () => {
  expectFindings(ofCode(compileText(minimal({ members: members('', ''), cluster: 'pg_log_dir: /var/log/pg' })), code), [])
})
