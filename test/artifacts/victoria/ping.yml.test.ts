import { expect, test } from 'vitest'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { compileValid, minimal } from '../../compile.js'

test('every host, by its bare address', () => {
  const compiled = compileValid(minimal({ members: { '2001:db8::11': '{ pg_seq: 1, pg_role: primary }' } }))
  expect(readYaml(compiled.file('10.10.10.10', '/infra/targets/ping/10.10.10.10.yml'))).toEqual([
    { labels: { ip: '10.10.10.10', ins: 'infra-1', cls: 'nodes' }, targets: ['10.10.10.10'] },
  ])
  expect(readYaml(compiled.file('10.10.10.10', '/infra/targets/ping/2001:db8::11.yml'))).toMatchObject([{ targets: ['2001:db8::11'] }])
})
