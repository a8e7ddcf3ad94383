import { expect, test } from 'vitest'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/etc/pg_exporter.yml'
const read = (cluster: string) => readYaml(compileValid(minimal({ cluster })).file('10.10.10.11', path))

test('a collector in the words of pg_exporter', () => {
  expect(read('')).toMatchObject({
    pg_wal_activity_14: {
      name: 'pg_wal_activity',
      ttl: 1,
      timeout: 0.5,
      min_version: 140000,
      max_version: 180000,
      tags: ['cluster'],
      metrics: expect.arrayContaining([{ write_time: { usage: 'COUNTER', scale: '0.001', description: expect.stringContaining('Seconds') } }]),
    },
    pg_standby: { tags: ['cluster', 'replica'] },
    pg_table: { tags: [] },
    pg_statement_17: { predicate_queries: [{ name: 'usable', predicate_query: expect.stringMatching(/^SELECT/) }] },
  })
})

test('queries are readable as they stand', () => {
  expect(compileValid(minimal()).file('10.10.10.11', path)).toContain(`  query: |-
    SELECT datname, pg_database_size(oid) AS bytes
    FROM pg_database
    WHERE datallowconn
  metrics:
    - datname:
        usage: "LABEL"
`)
})

test('the four lifetimes', () => {
  const ttls = { pg_server: { ttl: 2 }, pg_autovacuum: { ttl: 30 }, pg_config: { ttl: 90 }, pg_database_size: { ttl: 900 } }
  expect(read("pg_exporter_cache_ttls: '2, 30,90,900'")).toMatchObject(ttls)
})

test('everybody may read it, since it holds no secret', () => {
  const file = compileValid(minimal({ cluster: 'pg_dbsu: pgsql' })).files.find((candidate) => candidate.path === path)
  expect(file).toMatchObject({ owner: 'pgsql', group: 'postgres', mode: '0644', secret: false })
})
