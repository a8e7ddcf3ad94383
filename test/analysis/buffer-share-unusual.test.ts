import { expect, test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'buffer-share-unusual'
const findings = (share: number) => ofCode(compileValid(minimal({ cluster: `pg_shared_buffer_ratio: ${share}` })), code)

test.each([0.05, 0.41, 0.9])('a share of %d is unusual', (share) => {
  expectFindings(findings(share), [{ code, line: 10, message: new RegExp(`is ${share}; from 0\\.1 to 0\\.4`) }])
})

test.each([0.1, 0.25, 0.4])('a share of %d is not', (share) => {
  expect(findings(share)).toEqual([])
})
