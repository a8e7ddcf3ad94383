import { expect, test } from 'vitest'
import { postgres } from '../../../src/artifacts/exporters/collectors/postgres.js'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { compileRemotes } from './remotes.js'

const path = '/etc/pg_exporter/pg_exporter_rds-1.yml'

test('the same collectors as anywhere, with the lifetimes of the entry', () => {
  const compiled = compileRemotes('{ 20001: { pg_cluster: rds, pg_seq: 1, pg_host: a, pg_exporter_cache_ttls: "2,20,120,600" } }')
  const found = readYaml(compiled.file('10.10.10.10', path)) as Record<string, unknown>
  expect(Object.keys(found)).toEqual(postgres.map(({ key }) => key))
  expect(found).toMatchObject({ pg_server: { ttl: 2 }, pg_config: { ttl: 120 }, pg_database_size: { ttl: 600 } })
  expect(compiled.files.find((file) => file.path === path)).toMatchObject({ owner: 'postgres', group: 'postgres', mode: '0644', secret: false })
})
