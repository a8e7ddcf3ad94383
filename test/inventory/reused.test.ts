import { expect, test } from 'vitest'
import { compileText, minimal, ofCode } from '../compile.js'

function found(cluster: string, all = ''): string[] {
  return ofCode(compileText(minimal({ cluster, all })), 'parameter-reused').map(
    ({ at, message, related = [] }) => `${at.from.line} ${message} (${related.map((other) => `${other.at.from.line} ${other.message}`).join()})`,
  )
}

test('a name that a companion shows to be meant as in an old version', () => {
  expect(found('pg_services_extra: []', 'pg_services: []')).toEqual([
    '21 pg_services meant something else up to v1.5.1. A v1 inventory means something else by this name: its list belongs to pg_default_services. (10 `pg_services_extra` is of such a version)',
  ])
  expect(found('vip_mode: l2\nvip_address: 10.10.10.3')).toEqual([expect.stringMatching(/^11 vip_address meant .* \(10 `vip_mode` is of such a version\)$/)])
})

test('items in the old form', () => {
  expect(found('haproxy_services:\n  - { name: a, port: 80, haproxy: { maxconn: 9 }, servers: [] }')).toEqual([
    expect.stringMatching(/^10 haproxy_services meant something else up to v3\.7\.0\. Move balance and maxconn .* \(11 `haproxy` is of such a version\)$/),
  ])
})

test('the same names in an inventory of today', () => {
  expect(found('pg_services: []\npg_hba_rules: []\nhaproxy_services: []\nvip_address: 10.10.10.3\nvip_vrid: 3')).toEqual([])
})

test('an attribute that moved is told where to', () => {
  const compiled = compileText(
    minimal({ cluster: 'haproxy_services:\n  - { name: a, port: 80, haproxy: { maxconn: 9 }, servers: [{ name: b, ip: 10.0.0.1, port: 80 }] }' }),
  )
  expect(ofCode(compiled, 'attribute-unknown').map(({ message }) => message)).toEqual(['haproxy_services[0].haproxy has no effect; Move it up one level.'])
})
