import { test } from 'vitest'
import { compileText, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'node-vip-router-id'

const edges = (routerId: number, address = '10.10.10.30') =>
  minimal({
    groups: `proxy:
  hosts: { 10.10.10.21: { nodename: a }, 10.10.10.22: { nodename: b } }
  vars: { node_cluster: proxy, vip_enabled: true, vip_address: 10.10.10.20, vip_vrid: 20 }
edge:
  hosts: { 10.10.10.31: { nodename: c }, 10.10.10.32: { nodename: d } }
  vars: { node_cluster: edge, vip_enabled: true, vip_address: '${address}', vip_vrid: ${routerId} }`,
  })

test('one number for two clusters is said once', () => {
  expectFindings(ofCode(compileText(edges(20)), code), [{ code, line: 15, message: 'only one of 10.10.10.20 and 10.10.10.30 is up' }])
})

test('a number of its own, or VRRP of the other family', () => {
  expectFindings(ofCode(compileText(edges(21)), code), [])
  expectFindings(ofCode(compileText(edges(20, 'fd00::30')), code), [])
})
