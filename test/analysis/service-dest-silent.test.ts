import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'service-dest-silent'
const found = (dest: string) => ofCode(compileValid(minimal({ cluster: `pg_services: [{ name: s, port: 5500, selector: '[]', dest: ${dest} }]` })), code)

test('a port with two digits changed', () => expectFindings(found('5342'), [{ code, line: 10, message: 'service s of pg-test leads to port 5342' }]))

test.each(['5432', '6432', '8008', '9630', 'postgres', 'pgbouncer', 'default'])('dest %s', (dest) => expectFindings(found(dest), []))
