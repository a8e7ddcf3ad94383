import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

test('the stores of an infra node by its address', () => {
  const compiled = compileValid(minimal({ all: 'vtraces_enabled: false' }))
  expect(JSON.parse(compiled.file('10.10.10.10', '/infra/datasources/vmetrics-1.json'))).toEqual({
    name: 'vmetrics-1',
    type: 'prometheus',
    access: 'proxy',
    url: 'http://10.10.10.10:8428',
    isDefault: false,
    editable: true,
    jsonData: { timeInterval: '2s', queryTimeout: '60s', tlsAuth: false, tlsAuthWithCACert: false },
  })
  expect(JSON.parse(compiled.file('10.10.10.10', '/infra/datasources/vlogs-1.json'))).toMatchObject({ type: 'victoriametrics-logs-datasource' })
  expect(compiled.has('10.10.10.10', '/infra/datasources/vtraces-1.json')).toBe(false)
})

test('every infra node knows the stores of all', () => {
  const text = minimal().replace('infra: { hosts: { ', 'infra: { hosts: { 10.10.10.20: { infra_seq: 2, nodename: infra-2 }, ')
  const compiled = compileValid(text)
  for (const host of ['10.10.10.10', '10.10.10.20'])
    expect(JSON.parse(compiled.file(host, '/infra/datasources/vtraces-2.json')).url, host).toBe('http://10.10.10.20:10428/select/jaeger')
})
