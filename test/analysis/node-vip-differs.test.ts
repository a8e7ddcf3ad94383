import { test } from 'vitest'
import { compileValid, expectErrors, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'node-vip-differs'

const proxies = (other: string) =>
  minimal({
    groups: `proxy:
  hosts:
    10.10.10.21: { nodename: a, vip_address: 10.10.10.20 }
    10.10.10.22: { nodename: b, ${other} }
  vars: { node_cluster: proxy, vip_enabled: true, vip_vrid: 20 }`,
  })

test('another address, or another name', () => {
  expectErrors(proxies('vip_address: 10.10.10.29'), [{ code, line: 13, message: '10.10.10.22' }])
  expectErrors(proxies('vip_address: 10.10.10.20, vip_dns_suffix: x'), [{ code, line: 13, message: 'proxy.x' }])
})

test('the same for all', () => {
  expectFindings(ofCode(compileValid(proxies('vip_address: 10.10.10.20')), code), [])
})
