import { describe, expect, test } from 'vitest'
import { type Collector, collectorFile } from '../../../../src/artifacts/exporters/collectors/collector.js'
import { pgbouncer } from '../../../../src/artifacts/exporters/collectors/pgbouncer.js'
import { postgres } from '../../../../src/artifacts/exporters/collectors/postgres.js'

const ttls = { fast: 1, norm: 10, slow: 60, slowest: 300 }

describe.each([
  ['PostgreSQL', postgres],
  ['PgBouncer', pgbouncer],
] as const)('the collectors of %s', (_, collectors) => {
  test('have a key each', () => {
    expect(collectors.map(({ key }) => key)).toEqual([...new Set(collectors.map(({ key }) => key))])
    expect(Object.keys(collectorFile(collectors, ttls))).toHaveLength(collectors.length)
  })

  test('that share a name have keys that begin with it, and say the same of a metric', () => {
    const said = new Map<string, string>()
    for (const { key, name, columns } of collectors) {
      expect(key.startsWith(name), key).toBe(true)
      const labels = columns.filter(({ usage }) => usage === 'LABEL').map((column) => column.rename ?? column.name)
      for (const column of columns.filter(({ usage }) => usage === 'GAUGE' || usage === 'COUNTER')) {
        const metric = `${name}_${column.rename ?? column.name}`
        const facts = JSON.stringify([column.usage, column.description, column.scale, labels])
        expect(said.get(metric) ?? facts, metric).toBe(facts)
        said.set(metric, facts)
      }
    }
  })

  test.each(collectors)('$key has a metric, and names that Prometheus takes', ({ name, columns }) => {
    expect(columns.some(({ usage }) => usage === 'GAUGE' || usage === 'COUNTER')).toBe(true)
    const names = columns.filter(({ usage }) => usage !== 'DISCARD').map((column) => column.rename ?? column.name)
    expect(names).toEqual([...new Set(names)])
    for (const word of [name, ...names]) expect(word).toMatch(/^[a-z][a-z0-9_]*$/)
    for (const { description } of columns) expect(description).toMatch(/\S/)
  })
})

test('each metric is a column of its query', () => {
  for (const { key, query, columns } of postgres) expect(outputNames(query).sort(), key).toEqual(columns.map(({ name }) => name).sort())
})

test.each([130000, 140000, 150000, 160000, 170000, 180000])('at %i each name has one collector, or one for each version of an extension', (version) => {
  const there = postgres.filter(({ since, until }) => since <= version && (until === undefined || version < until))
  const unconditional = there.filter(({ only }) => only === undefined).map(({ name }) => name)
  expect(unconditional).toEqual([...new Set(unconditional)])
  for (const name of new Set(postgres.filter(({ since }) => since === 130000).map((collector) => collector.name)))
    expect(there.map((collector) => collector.name)).toContain(name)
})

test.each([11800, 12300, 12400, 12500])('at PgBouncer %i each SHOW has one collector', (version) => {
  const there = pgbouncer.filter(({ since, until }) => since <= version && (until === undefined || version < until))
  expect(there.map(({ query }) => query).sort()).toEqual(['SHOW DATABASES;', 'SHOW LISTS;', 'SHOW POOLS;', 'SHOW STATS;'])
})

test('a collector that needs a database or a replica says so', () => {
  const named = (test: (collector: Collector) => boolean): string[] => postgres.filter(test).map(({ name }) => name)
  expect(named(({ query }) => /current_database\(\) AS/.test(query))).toEqual(named(({ scope }) => scope === 'database'))
  expect(named(({ query }) => query.includes('pg_is_wal_replay_paused'))).toEqual(['pg_standby'])
  expect(postgres.find(({ key }) => key === 'pg_standby')?.on).toBe('replica')
})

/** Names of the columns that a query gives: by its text alone, the end of each item between the outermost SELECT and FROM. */
function outputNames(query: string): string[] {
  const text = query.replace(/'[^']*'/g, "''")
  const items: string[] = ['']
  let depth = 0
  let inside = false
  for (const token of text.match(/\w+|\s+|[^\w\s]/g) ?? []) {
    depth += token === '(' ? 1 : token === ')' ? -1 : 0
    if (depth === 0 && token === 'SELECT') inside = true
    else if (depth === 0 && inside && ['FROM', 'UNION'].includes(token)) break
    else if (inside && depth === 0 && token === ',') items.push('')
    else if (inside) items[items.length - 1] += token
  }
  return items.map((item) => /(\w+)\s*$/.exec(item)?.[1] ?? '')
}
