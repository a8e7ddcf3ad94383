import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'infra-missing'
const alone = minimal().replace(/^ {4}infra: .*\n/m, '')

test('clusters that nobody watches', () => expectFindings(ofCode(compileValid(alone), code), [{ code, line: 8, message: 'group infra has no host' }]))

test('an infra node, or no cluster', () => {
  const etcdOnly = alone.replace(/^ {4}pg-test:\n(?: {6}.*\n)*/m, '')
  for (const text of [minimal(), etcdOnly]) expectFindings(ofCode(compileValid(text), code), [])
})
