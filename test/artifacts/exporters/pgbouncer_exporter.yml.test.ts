import { expect, test } from 'vitest'
import { pgbouncer } from '../../../src/artifacts/exporters/collectors/pgbouncer.js'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { compileValid, minimal } from '../../compile.js'

test('the console, with the lifetimes of both exporters', () => {
  const text = compileValid(minimal({ cluster: "pg_exporter_cache_ttls: '3,30,90,900'" })).file('10.10.10.11', '/etc/pgbouncer_exporter.yml')
  const found = readYaml(text) as Record<string, unknown>
  expect(Object.keys(found)).toEqual(pgbouncer.map(({ key }) => key))
  expect(found).toMatchObject({
    pgbouncer_pool_1_24: { name: 'pgbouncer_pool', query: 'SHOW POOLS;', ttl: 3, min_version: 12400, tags: ['pgbouncer'] },
    pgbouncer_database_1_18: {
      max_version: 12300,
      metrics: expect.arrayContaining([{ name: { usage: 'LABEL', rename: 'datname', description: expect.any(String) } }]),
    },
    pgbouncer_list: { ttl: 30 },
  })
})
