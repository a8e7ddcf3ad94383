import { expect, test } from 'vitest'
import { compileValid, minimal, ofCode } from '../compile.js'

const found = (...rules: string[]) =>
  ofCode(compileValid(minimal({ cluster: `pg_hba_rules:\n${rules.map((rule) => `  - ${rule}\n`).join('')}` })), 'hba-order-unordered')

test('KD-25: an order above 1000 still comes before no order', () => {
  const [only, ...others] = found('{ user: bob, addr: world, auth: deny, order: 1200 }', '{ user: bob, addr: 192.0.2.0/24 }')
  expect(others).toEqual([])
  expect([only?.severity, only?.at.from.line]).toEqual(['note', 11])
  expect(only?.message).toBe('pg_hba_rules[0] has order 1200 and decides before pg_hba_rules[1]: rules without an order come last, not at 1000')
  expect(only?.related.map(({ at }) => at.from.line)).toEqual([12])
})

test('KD-25: nothing to say up to 1000, without rules that have none, or where they have no connection in common', () => {
  expect(found('{ user: bob, addr: world, order: 1000 }', '{ user: bob, addr: 192.0.2.0/24 }')).toEqual([])
  expect(found('{ user: bob, addr: world, order: 1200 }', '{ user: bob, addr: 192.0.2.0/24, order: 1300 }')).toEqual([])
  expect(found('{ user: bob, addr: world, order: 1200 }', '{ user: ann, addr: 192.0.2.0/24 }')).toEqual([])
})
