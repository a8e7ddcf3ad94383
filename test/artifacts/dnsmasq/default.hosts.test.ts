import { expect, test } from 'vitest'
import { readHosts } from '../../../src/emit/read/hosts.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/etc/dnsmasq.d/pigsty/default'
const records = (all: string) => readHosts(compileValid(minimal({ all })).file('10.10.10.10', path))

test('the built-in names lead to the admin node', () => {
  expect(records('')).toEqual([
    ['10.10.10.10', ['i.pigsty']],
    ['10.10.10.10', ['m.pigsty', 'supa.pigsty', 'api.pigsty', 'adm.pigsty', 'cli.pigsty', 'ddl.pigsty']],
  ])
})

test('the names of the inventory, in its order', () => {
  expect(records("dns_records: ['10.1.1.2  b\ta_1', '${admin_ip} c', '2001:db8::1 d']")).toEqual([
    ['10.1.1.2', ['b', 'a_1']],
    ['10.10.10.10', ['c']],
    ['2001:db8::1', ['d']],
  ])
})

test('the file is there also without records, and also with the service off', () => {
  expect(records('dns_records: []')).toEqual([])
  expect(compileValid(minimal({ infra: '{ infra_seq: 1, nodename: i, dns_enabled: false }' })).has('10.10.10.10', path)).toBe(true)
})
