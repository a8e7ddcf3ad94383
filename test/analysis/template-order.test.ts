import { test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../compile.js'

test('a template stands before its clones', () => {
  compileValid(minimal({ cluster: 'pg_databases: [{ name: base }, { name: shop, template: base }]' }))
  expectErrors(minimal({ cluster: 'pg_databases:\n  - { name: shop, template: base }\n  - { name: base }\n  - { name: x, template: x }' }), [
    { code: 'template-order', message: 'database shop of cluster pg-test is cloned from base, which is created after it' },
    { code: 'template-order', message: 'itself' },
  ])
})
