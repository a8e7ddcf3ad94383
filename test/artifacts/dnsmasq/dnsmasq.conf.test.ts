import { expect, test } from 'vitest'
import { readLines } from '../../../src/emit/read/lines.js'
import { compileValid, minimal } from '../../compile.js'

test('answers on the loopback and the address of its host', () => {
  const lines = readLines(compileValid(minimal({ all: 'dns_port: 5353' })).file('10.10.10.10', '/etc/dnsmasq.conf'))
  expect([...lines].sort()).toEqual([
    'bind-dynamic',
    'bogus-priv',
    'conf-dir=/etc/dnsmasq.d,.rpmnew,.rpmsave,.rpmorig',
    'group=dnsmasq',
    'hostsdir=/etc/dnsmasq.d/pigsty',
    'listen-address=127.0.0.1,10.10.10.10',
    'no-hosts',
    'port=5353',
    'user=dnsmasq',
  ])
})
