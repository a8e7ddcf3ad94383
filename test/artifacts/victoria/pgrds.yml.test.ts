import { expect, test } from 'vitest'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { compileValid, minimal } from '../../compile.js'

const entries =
  '20002: { pg_cluster: rds-a, pg_seq: 2, pg_host: db.example.net }, 20001: { pg_cluster: rds-a, pg_seq: 1, pg_host: 10.9.9.9 }, 20003: { pg_cluster: rds-b, pg_seq: 1, pg_host: 10.9.9.8 }'
const text = minimal({ infra: `{ infra_seq: 1, nodename: i, pg_exporters: { ${entries} } }` }).replace(
  'infra: { hosts: { ',
  'infra: { hosts: { 10.10.10.9: { infra_seq: 2, nodename: j }, ',
)

test('one file for each remote cluster, with the exporters of the infra node itself', () => {
  expect(readYaml(compileValid(text).file('10.10.10.10', '/infra/targets/pgrds/rds-a.yml'))).toEqual([
    { labels: { cls: 'rds-a', ins: 'rds-a-1', ip: '10.9.9.9' }, targets: ['10.10.10.10:20001'] },
    { labels: { cls: 'rds-a', ins: 'rds-a-2', ip: 'db.example.net' }, targets: ['10.10.10.10:20002'] },
  ])
})

test('only on the node that watches them', () => {
  const files = compileValid(text).files.filter(({ path }) => path.startsWith('/infra/targets/pgrds/'))
  expect(files.map(({ host, path }) => `${host}:${path}`)).toEqual(['10.10.10.10:/infra/targets/pgrds/rds-a.yml', '10.10.10.10:/infra/targets/pgrds/rds-b.yml'])
})
