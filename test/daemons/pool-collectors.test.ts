import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pgbouncer } from '../../src/artifacts/exporters/collectors/pgbouncer.js'
import { hasPgbouncer, Pool } from './pgbouncer.js'
import { hasPostgres, PostgresServer, Sandbox } from './postgres.js'

describe.skipIf(!hasPostgres || !hasPgbouncer)('the collectors of pgbouncer_exporter at the PgBouncer that is installed', () => {
  let sandbox: Sandbox
  let server: PostgresServer
  let pool: Pool
  let version = 0

  beforeAll(() => {
    sandbox = new Sandbox()
    server = PostgresServer.create(sandbox, 5432)
    server.psql('CREATE ROLE dbuser_monitor LOGIN')
    pool = new Pool(server, 6432)
    pool.ask('SELECT 1', 'shop', 'postgres')
    const [, major, minor] = /PgBouncer (\d+)\.(\d+)/.exec(pool.ask('SHOW VERSION')) ?? []
    version = Number(major) * 10000 + Number(minor) * 100
  }, 60_000)

  afterAll(() => {
    pool?.stop()
    server?.stop()
    sandbox?.remove()
  })

  test('each SHOW gives exactly the declared columns, and its labels tell the rows apart', () => {
    const suiting = pgbouncer.filter(({ since, until }) => since <= version && (until === undefined || version < until))
    expect(suiting.map(({ name }) => name)).toEqual([...new Set(pgbouncer.map(({ name }) => name))])
    for (const { key, query, columns } of suiting) {
      const [head = '', ...lines] = pool.ask(query).trimEnd().split('\n')
      const names = head.split(',')
      expect([...names].sort(), key).toEqual(columns.map(({ name }) => name).sort())
      const rows = lines.map((line) => new Map(line.split(',').map((value, index) => [names[index], value])))
      expect(rows.length, key).toBeGreaterThan(0)
      const labels = columns.filter(({ usage }) => usage === 'LABEL')
      const series = rows.map((row) => labels.map(({ name }) => row.get(name)).join())
      expect(series, key).toEqual([...new Set(series)])
      for (const row of rows)
        for (const { name, usage } of columns) if (usage === 'GAUGE' || usage === 'COUNTER') expect(row.get(name), `${key} ${name}`).toMatch(/^\d+$/)
    }
  })

  test('a query through the pool shows', () => {
    expect(pool.ask('SHOW POOLS')).toContain('shop,postgres')
  })
})
