import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'service-selects-nobody'
const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
const role = (name: string) => `"[? pg_role == '${name}']"`
const found = (selector: string, backup?: string) =>
  ofCode(
    compileValid(
      minimal({
        members,
        cluster: `pg_services:\n  - name: s\n    port: 5500\n    selector: ${role(selector)}\n${backup === undefined ? '' : `    backup: ${role(backup)}\n`}`,
      }),
    ),
    code,
  )

test('a misspelt role in the selector', () => {
  expectFindings(found('replicas', 'primary'), [{ code, line: 14, message: 'the selector of service s picks no ordinary server in pg-test' }])
})

test('a misspelt role in the backup', () => {
  expectFindings(found('replica', 'ofline'), [{ code, line: 15, message: 'the backup of service s picks no member of pg-test' }])
})

test('everybody picked; without a backup; nobody at all is another finding', () => {
  for (const [selector, backup] of [['replica', 'primary'], ['replica'], ['standby']] as const) expectFindings(found(selector, backup), [])
})
