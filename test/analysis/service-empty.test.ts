import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'service-empty'
const service = (rest = '') => `pg_services: [{ name: s, port: 5500, selector: '[? pg_role == \`standby\`]'${rest} }]`

test('a selector that picks nobody', () => {
  expectFindings(ofCode(compileValid(minimal({ cluster: service() })), code), [{ code, line: 10, message: 'service s of pg-test has no server' }])
})

test('a backup is enough', () => {
  expectFindings(ofCode(compileValid(minimal({ cluster: service(", backup: '[]'") })), code), [])
})

test('nobody asked for the usual services', () => {
  expectFindings(ofCode(compileValid(minimal()), code), [])
})
