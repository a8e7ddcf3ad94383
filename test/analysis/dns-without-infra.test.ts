import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'dns-without-infra'

const alone = (all = '') => minimal({ all }).replace(/^ {4}infra: .*\n/m, '')

test('names that nobody serves', () => {
  expectFindings(ofCode(compileValid(alone()), code), [{ code, line: 8, message: 'dns_enabled' }])
})

test('nothing to serve, or somebody to serve it', () => {
  for (const text of [alone('dns_enabled: false'), minimal()]) expectFindings(ofCode(compileValid(text), code), [])
})
