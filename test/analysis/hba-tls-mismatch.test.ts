import { expect, test } from 'vitest'
import { compileValid, minimal, ofCode } from '../compile.js'

const found = (cluster: string) => ofCode(compileValid(minimal({ cluster })), 'hba-tls-mismatch')

test('a server without TLS: rules that ask for it match nobody', () => {
  const [only, ...others] = found("pg_parameters: { ssl: 'off' }\npg_hba_rules:\n  - { user: bob, addr: intra, auth: ssl }\n  - { user: bob, addr: intra }")
  expect(others).toEqual([])
  expect(only?.at.from.line).toBe(12)
  expect(only?.message).toMatch(/^pg_hba_rules\[0\] matches connections with TLS only, and pg_parameters switches ssl off/)
  expect(only?.related.map(({ at }) => at.from.line)).toEqual([10])
})

test('a pool that demands TLS: rules for connections without it match nobody', () => {
  const rules = "pgb_hba_rules: [{ rules: ['hostnossl all bob 192.0.2.0/24 md5', 'hostssl all bob 192.0.2.0/24 md5'] }]"
  expect(found(`pgbouncer_sslmode: require\n${rules}`).map(({ message }) => message)).toEqual([
    'pgb_hba_rules[0], line 1 matches connections without TLS only, and pgbouncer_sslmode is require: no client can match it',
  ])
  expect(found(`pgbouncer_sslmode: prefer\n${rules}`)).toEqual([])
})

test('a server with TLS, and a pool without, are no matter of this check', () => {
  expect(found("pg_parameters: { ssl: 'on' }\npg_hba_rules: [{ user: bob, addr: intra, auth: ssl }]")).toEqual([])
  expect(found('pgb_hba_rules: [{ user: bob, addr: intra, auth: ssl }]')).toEqual([])
})
