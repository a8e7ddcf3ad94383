import { expect, test } from 'vitest'
import { compileValid, minimal, ofCode } from '../compile.js'

const databases = `pg_databases:
  - { name: a, template: template0 }
  - { name: b }
  - { name: c, template: template0, pgbouncer: false }`

test('KD-71: a pooled database from template0', () => {
  const found = ofCode(compileValid(minimal({ cluster: `pgbouncer_auth_query: true\n${databases}` })), 'auth-query-template0')
  expect(found.map(({ at, message }) => [at.from.line, message.split(' ')[1]])).toEqual([[12, 'a']])
})

test('KD-71: without auth_query nothing is looked up', () => {
  expect(ofCode(compileValid(minimal({ cluster: databases })), 'auth-query-template0')).toEqual([])
})
