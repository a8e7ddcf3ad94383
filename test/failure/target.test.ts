import { describe, expect, test } from 'vitest'
import { findTarget } from '../../src/failure/target.js'
import { compileValid, minimal } from '../compile.js'

const cluster = 'pg_vip_enabled: true\npg_vip_address: 10.10.10.3/24\npg_dns_suffix: db.example.net'
const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
const { model } = compileValid(minimal({ cluster, members }))

function find(text: string): string {
  if (model === undefined) throw new Error('no model')
  const target = findTarget(model, text)
  if ('problem' in target) return target.problem
  return `${[...new Set(target.services.map(({ proxy, host }) => `${proxy}@${host.name}`))].join(' ')}${target.through === '' ? '' : ` through ${target.through}`}`
}

describe('where a client connects', () => {
  const both = 'pg-test-replica@10.10.10.11 pg-test-replica@10.10.10.12'
  test.each([
    ['pg-test:5434', both],
    ['pg-test-replica', both],
    ['10.10.10.3:5434', `${both} through the VIP of pg-test`],
    ['pg-test.db.example.net:5434', `${both} through pg-test.db.example.net, the VIP of pg-test`],
    ['10.10.10.12:5434', 'pg-test-replica@10.10.10.12 through host 10.10.10.12'],
    ['pg-test-2:5434', 'pg-test-replica@10.10.10.12 through the host of pg-test-2'],
  ])('%s', (text, found) => {
    expect(find(text)).toBe(found)
  })

  test.each([
    ['pg-test:5444', /^no service has port 5444 at pg-test; services there: 5433 \(pg-test-primary\), 5434/],
    ['10.10.10.11:5432', /^10\.10\.10\.11:5432 is PostgreSQL of pg-test-1, which is no service of HAProxy; services there: 5433/],
    ['10.10.10.10', /^no HAProxy offers a service at host 10\.10\.10\.10$/],
    ['pg-tset:5434', /did you mean pg-test\?$/],
    ['nothing-at-all-like-it', /; clusters are pg-test$/],
    ['', /^there is no cluster/],
    ['pg-test:', /^there is no cluster/],
  ])('%s', (text, problem) => {
    expect(find(text)).toMatch(problem)
  })
})

test('an IPv6 address, with and without brackets', () => {
  const compiled = compileValid(minimal({ members: { 'fd00::11': '{ pg_seq: 1, pg_role: primary }' }, cluster: "pg_listen: '*'" }))
  if (compiled.model === undefined) throw new Error('no model')
  for (const text of ['[fd00::11]:5434', '[FD00::11]:5434'])
    expect(findTarget(compiled.model, text)).toMatchObject({ services: [{ proxy: 'pg-test-replica' }] })
  expect(findTarget(compiled.model, 'fd00::11')).toMatchObject({ through: 'host fd00::11' })
})
