import { expect, test } from 'vitest'
import { distribute } from '../../src/failure/balance.js'
import { compileValid, minimal } from '../compile.js'

const members = {
  '10.10.10.11': '{ pg_seq: 1, pg_role: primary, pg_weight: 100 }',
  '10.10.10.12': '{ pg_seq: 2, pg_role: replica, pg_weight: 100 }',
  '10.10.10.13': '{ pg_seq: 3, pg_role: replica, pg_weight: 50 }',
  '10.10.10.14': '{ pg_seq: 4, pg_role: replica, pg_weight: 0 }',
}

/** Whom a service over these members gives new connections while some are down, with the parts of each. */
function given(attributes: string, ...down: readonly string[]) {
  const service = `pg_default_services: []\npg_services: [{ name: reads, port: 6001, check: /health, selector: '[]'${attributes} }]`
  const [first] = compileValid(minimal({ members, cluster: service })).model?.services ?? []
  if (first === undefined) return expect.fail('no service')
  const { servers, shares, backup } = distribute(first, ({ instance }) => !down.includes(instance.name))
  return { to: servers.map(({ instance }) => instance.name.replace('pg-test-', '')).join(), shares: shares?.map((share) => share.toFixed(2)), backup }
}

const withBackups = ", backup: '[? pg_role == `replica`]'"

test('by weight among those that pass; weight 0 gets none', () => {
  expect(given('')).toEqual({ to: '1,2,3', shares: ['0.40', '0.40', '0.20'], backup: false })
  expect(given('', 'pg-test-1')).toEqual({ to: '2,3', shares: ['0.67', '0.33'], backup: false })
  expect(given('', 'pg-test-1', 'pg-test-2', 'pg-test-3')).toEqual({ to: '', shares: undefined, backup: false })
})

test('a backup gets none while another server is left, then the first that is usable gets all', () => {
  expect(given(withBackups)).toEqual({ to: '1', shares: ['1.00'], backup: false })
  expect(given(withBackups, 'pg-test-1')).toEqual({ to: '2', shares: ['1.00'], backup: true })
  expect(given(withBackups, 'pg-test-1', 'pg-test-2')).toEqual({ to: '3', shares: ['1.00'], backup: true })
})

test('where load or source decides, nobody knows the parts', () => {
  expect(given(', balance: leastconn')).toEqual({ to: '1,2,3', shares: undefined, backup: false })
  expect(given(', balance: source', 'pg-test-1', 'pg-test-3')).toEqual({ to: '2', shares: ['1.00'], backup: false })
})
