import { expect, test } from 'vitest'
import { compileValid, minimal, ofCode } from '../compile.js'

const rules = `pgb_hba_rules:
  - { addr: intra, auth: ssl }
  - { rules: ['hostssl all all 10.0.0.0/8 md5'] }
  - { addr: world, auth: pwd }`

test('rules that need TLS while the pool has none', () => {
  const found = ofCode(compileValid(minimal({ cluster: rules })), 'pool-tls-off')
  expect(found.map(({ at }) => at.from.line)).toEqual([11, 12])
})

test('with TLS they are fine', () => {
  expect(ofCode(compileValid(minimal({ cluster: `pgbouncer_sslmode: prefer\n${rules}` })), 'pool-tls-off')).toEqual([])
})
