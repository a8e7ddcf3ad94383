import { expect, test } from 'vitest'
import { Session } from '../../src/session.js'
import { Source } from '../../src/source/source.js'
import { compileValid, minimal, ofCode } from '../compile.js'

const found = (cluster: string) => ofCode(compileValid(minimal({ cluster })), 'hba-reject-bypassed').map(({ at, message }) => [at.from.line, message] as const)

test('KD-81: a denial by address names the services that go around it', () => {
  const [[line, message] = [], ...others] = found('pg_hba_rules:\n  - { title: no kiosk, addr: 10.10.9.0/24, auth: deny, order: 1 }')
  expect(others).toEqual([])
  expect(line).toBe(11)
  expect(message).toMatch(/^pg_hba_rules\[0\] \(no kiosk\) .* through pg-test-default, pg-test-offline, pg-test-primary, pg-test-replica: there the server/)
})

test('KD-81: of the pool only those that lead to it', () => {
  const [[, message] = []] = found("pgb_hba_rules:\n  - { rules: ['host all all 10.10.9.0/24 reject'] }")
  expect(message).toMatch(/through pg-test-primary, pg-test-replica: there the pool/)
})

test.each(['{ addr: world, auth: deny }', '{ addr: 10.10.10.0/24, auth: deny }', '{ addr: local, auth: deny }', '{ addr: 10.10.9.0/24, auth: pwd }'])(
  'KD-81: %s holds for HAProxy, too, or denies nothing by address',
  (rule) => expect(found(`pg_hba_rules: [${rule}]`)).toEqual([]),
)

test('KD-81: a session sees services that come and go', () => {
  const session = new Session()
  const after = (ip: string) => {
    const cluster = `pg_default_services: [{ name: own, port: 5555, ip: ${ip}, selector: '[]' }]\npg_hba_rules: [{ addr: 10.10.9.0/24, auth: deny }]`
    const { diagnostics } = session.check({ inventories: [new Source('inventory.yml', minimal({ cluster }))] })
    return diagnostics.filter((found) => found.code === 'hba-reject-bypassed').length
  }
  expect(['127.0.0.1', "'*'", '127.0.0.2', "'*'"].map(after)).toEqual([0, 1, 0, 1])
})

test('KD-81: nobody goes around it where there is no HAProxy, or only for the machine itself', () => {
  const rule = 'pg_hba_rules: [{ addr: 10.10.9.0/24, auth: deny }]'
  expect(found(`pg_default_services: []\n${rule}`)).toEqual([])
  expect(found(`pg_default_services: [{ name: own, port: 5555, ip: 127.0.0.1, selector: '[]' }]\n${rule}`)).toEqual([])
})
