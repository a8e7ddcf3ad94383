import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const user = (version: number) =>
  minimal({ cluster: `pg_version: ${version}\npg_users: [{ name: a, roles: [{ name: dbrole_readonly, set: true, inherit: false }] }]` })

test('set and inherit need PostgreSQL 16', () => {
  expectFindings(ofCode(compileValid(user(15)), 'membership-option-release'), [
    { code: 'membership-option-release', message: 'set and inherit of the membership of a in dbrole_readonly has no effect in PostgreSQL 15' },
  ])
  expectFindings(ofCode(compileValid(user(16)), 'membership-option-release'), [])
})
