import { test } from 'vitest'
import { compileText, compileValid, expectErrors, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'upstream-cycle'
const cluster = (name: string, host: number, upstream: string) =>
  `${name}:\n  hosts: { 10.10.10.${host}: { pg_seq: 1, pg_role: primary, pg_upstream: '${upstream}' } }\n  vars: { pg_cluster: ${name} }`

test('two clusters that follow each other', () => {
  expectErrors(minimal({ cluster: 'pg_upstream: 10.10.10.31', groups: cluster('pg-z', 31, '10.10.10.11') }), [
    { code, line: 10, message: 'cluster pg-test follows pg-z, which follows pg-test' },
    { code, line: 12, message: 'cluster pg-z follows pg-test, which follows pg-z' },
  ])
})

test('three of them, and one that only hangs on', () => {
  const groups = [cluster('pg-x', 31, 'pg-y-1'), cluster('pg-y', 32, '10.10.10.11'), cluster('pg-z', 33, '10.10.10.31')].join('\n')
  const found = ofCode(compileText(minimal({ cluster: 'pg_upstream: 10.10.10.31', groups })), code)
  expectFindings(found, [
    { code, line: 10 },
    { code, line: 12 },
    { code, line: 15 },
  ])
})

test('a chain with an end', () => {
  expectFindings(ofCode(compileValid(minimal({ cluster: 'pg_upstream: 10.10.10.31', groups: cluster('pg-z', 31, '10.99.0.1') })), code), [])
})
