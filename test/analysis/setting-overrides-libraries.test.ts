import { expect, test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'setting-overrides-libraries'
const findings = (libraries: string) =>
  ofCode(compileValid(minimal({ cluster: `pg_libs: 'citus, auto_explain'\npg_parameters: { shared_preload_libraries: ${libraries} }` })), code)

test('libraries in pg_parameters make pg_libs void', () => {
  expectFindings(findings("'pg_cron, auto_explain'"), [{ code, line: 11, message: /loads `pg_cron, auto_explain` and not `citus, auto_explain`/ }])
})

test('the same list does no harm', () => {
  expect(findings("'citus, auto_explain'")).toEqual([])
  expect(findings('[citus, auto_explain]')).toEqual([])
})
