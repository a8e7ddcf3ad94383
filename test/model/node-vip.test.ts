import { expect, test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../compile.js'

const infra = (more: string) => minimal({ infra: `{ infra_seq: 1, nodename: i, vip_enabled: true, vip_vrid: 9${more} }` })

test.each([", vip_address: ''", ', vip_address: 10.0.0.1/24', ', vip_address: 127.0.0.1', ', vip_address: 10.0.0.999'])('a node VIP with "%s"', (more) => {
  expectErrors(infra(more), [{ code: 'node-vip', line: 3, message: 'vip_address' }])
})

test('a node VIP', () => {
  const { model } = compileValid(infra(', vip_address: 10.10.10.30, vip_exporter_port: 9777'))
  expect(model?.hosts.find(({ name }) => name === '10.10.10.10')?.vip).toMatchObject({ address: { text: '10.10.10.30' }, exporterPort: 9777, name: 'nodes' })
})
