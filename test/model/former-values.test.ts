import { expect, test } from 'vitest'
import { compileText, minimal, ofCode } from '../compile.js'

const found = (cluster: string): string[] => ofCode(compileText(minimal({ cluster })), 'value-former').map(({ at, message }) => `${at.from.line} ${message}`)

test.each([
  ['pg_rto: 30', /^10 pg_rto has a value of an older version\. An integer names no row of pg_rto_plan/],
  ['pg_mode: oracle', /^10 pg_mode .*The mode oracle is gone/],
  ['pg_pwd_enc: md5', /^10 pg_pwd_enc .*write scram-sha-256/],
  ['patroni_watchdog_mode: off', /^10 patroni_watchdog_mode .*write 'off' in quotes/],
  ['pg_default_extensions: [adminpack]', /^10 pg_default_extensions .*adminpack left PostgreSQL in version 17/],
  ['pg_default_extensions: [{ name: adminpack }]', /^10 pg_default_extensions .*adminpack/],
])('%s', (cluster, message) => {
  expect(found(cluster)).toEqual([expect.stringMatching(message)])
})

test.each(['pg_rto: norm', "patroni_watchdog_mode: 'off'", 'pg_pwd_enc: scram-sha-256', 'pg_version: 16\npg_default_extensions: [adminpack]'])(
  '%s is of today',
  (cluster) => {
    expect(found(cluster)).toEqual([])
  },
)

test('once, however many members have it', () => {
  const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
  expect(ofCode(compileText(minimal({ members, cluster: 'pg_pwd_enc: md5' })), 'value-former').length).toBe(1)
})
