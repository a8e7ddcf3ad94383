import { expect, test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

test('an init script of the operator has to be installed', () => {
  expectFindings(ofCode(compileValid(minimal({ cluster: 'pg_init: my-init' })), 'init-script-to-deliver'), [
    { code: 'init-script-to-deliver', message: 'install it as /pg/bin/pg-init on 10.10.10.11' },
  ])
  expect(compileValid(minimal()).codes).not.toContain('init-script-to-deliver')
})
