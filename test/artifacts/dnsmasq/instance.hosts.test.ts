import { expect, test } from 'vitest'
import { readHosts } from '../../../src/emit/read/hosts.js'
import { compileValid, minimal } from '../../compile.js'

const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 7, pg_role: replica, dns_enabled: false }' }

test('the name of an instance, without suffix, leads to its host', () => {
  const compiled = compileValid(minimal({ members, cluster: 'pg_dns_suffix: db' }))
  expect(readHosts(compiled.file('10.10.10.10', '/etc/dnsmasq.d/pigsty/pg-test-1'))).toEqual([['10.10.10.11', ['pg-test-1']]])
  expect(compiled.files.find(({ path }) => path === '/etc/dnsmasq.d/pigsty/pg-test-1')?.instance).toBe('pg-test-1')
})

test('none for an instance that does not register', () => {
  expect(compileValid(minimal({ members })).has('10.10.10.10', '/etc/dnsmasq.d/pigsty/pg-test-7')).toBe(false)
})
