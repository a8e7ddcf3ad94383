import { expect, test } from 'vitest'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { compileValid, minimal } from '../../compile.js'

test('the VIP once for each member', () => {
  const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
  const compiled = compileValid(minimal({ members, cluster: 'pg_vip_enabled: true\npg_vip_address: 10.10.10.3/24' }))
  expect(readYaml(compiled.file('10.10.10.10', '/infra/targets/ping/10.10.10.3---10.10.10.12.yml'))).toEqual([
    { labels: { cls: 'pg-test', ins: 'pg-test-2', ip: '10.10.10.12', vip: '10.10.10.3', job: 'pgsql-vip' }, targets: ['10.10.10.3:0'] },
  ])
  expect(compiled.has('10.10.10.10', '/infra/targets/ping/10.10.10.3---10.10.10.11.yml')).toBe(true)
})

test('none without a VIP', () => {
  expect(compileValid(minimal({ cluster: 'pg_vip_address: 10.10.10.3/24' })).files.filter(({ path }) => path.includes('---'))).toEqual([])
})
