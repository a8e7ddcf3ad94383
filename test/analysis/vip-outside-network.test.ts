import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'vip-outside-network'

const found = (address: string) => ofCode(compileValid(minimal({ cluster: `pg_vip_enabled: true\npg_vip_address: '${address}'` })), code)

test('a VIP in another network', () => {
  for (const address of ['10.10.11.3/24', '10.10.10.3/32', '2001:db8::3/64']) expectFindings(found(address), [{ code, line: 11, message: '10.10.10.11' }])
})

test('a VIP in the network of its hosts', () => {
  for (const address of ['10.10.10.3/24', '10.10.11.3/16']) expectFindings(found(address), [])
})
