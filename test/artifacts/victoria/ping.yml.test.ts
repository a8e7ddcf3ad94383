import { expect, test } from 'vitest'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { compileValid, minimal } from '../../compile.js'

test('every host, with port 0 since ICMP has none', () => {
  const compiled = compileValid(minimal({ members: { '2001:db8::11': '{ pg_seq: 1, pg_role: primary }' } }))
  expect(readYaml(compiled.file('10.10.10.10', '/infra/targets/ping/10.10.10.10.yml'))).toEqual([
    { labels: { ip: '10.10.10.10', ins: 'infra-1', cls: 'nodes' }, targets: ['10.10.10.10:0'] },
  ])
  expect(readYaml(compiled.file('10.10.10.10', '/infra/targets/ping/2001:db8::11.yml'))).toMatchObject([{ targets: ['[2001:db8::11]:0'] }])
})

test('the job takes the port and the brackets off again', () => {
  const file = readYaml(compileValid(minimal()).file('10.10.10.10', '/infra/prometheus.yml')) as {
    scrape_configs: { job_name: string; relabel_configs: { regex: string }[] }[]
  }
  const [relabel] = file.scrape_configs.find(({ job_name }) => job_name === 'ping')?.relabel_configs ?? []
  const target = (address: string): string | undefined => new RegExp(`^(?:${relabel?.regex})$`).exec(address)?.[1]
  expect(target('10.10.10.10:0')).toBe('10.10.10.10')
  expect(target('[2001:db8::11]:0')).toBe('2001:db8::11')
})
