import { expect, test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'release-unknown'

test('a release newer than the tables', () => {
  const found = ofCode(compileValid(minimal({ cluster: 'pg_version: 20' })), code)
  expectFindings(found, [{ code, line: 10, message: /PostgreSQL 20 is newer than 19/ }])
})

test.each([13, 18, 19])('release %i is known', (version) => {
  expect(ofCode(compileValid(minimal({ cluster: `pg_version: ${version}` })), code)).toEqual([])
})
