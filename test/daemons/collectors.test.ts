import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Collector } from '../../src/artifacts/exporters/collectors/collector.js'
import { postgres } from '../../src/artifacts/exporters/collectors/postgres.js'
import { otherVersions } from './other-versions.js'
import { hasPostgres, PostgresServer, Sandbox } from './postgres.js'

/** What the exporter turns into a number, and what into the text of a label. */
const numbers = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision']
const texts = ['text', 'name', 'character varying']

type Row = Record<string, unknown>

interface Answer {
  /** Name and type of each column of the result. */
  readonly columns: readonly (readonly [name: string, type: string])[]
  readonly rows: readonly Row[]
}

const shop = { database: 'shop' }
const monitor = { ...shop, user: 'dbuser_monitor' }
const suits = ({ since, until }: Collector, version: number): boolean => since <= version && (until === undefined || version < until)
const here = postgres.filter((collector) => suits(collector, 150000))

describe.skipIf(!hasPostgres)('the collectors of pg_exporter at PostgreSQL 15', () => {
  let sandbox: Sandbox
  let primary: PostgresServer
  let standby: PostgresServer
  let onPrimary: ReadonlyMap<string, Answer>
  let onStandby: ReadonlyMap<string, Answer>

  beforeAll(() => {
    sandbox = new Sandbox()
    primary = PostgresServer.create(sandbox, 5432, [
      "shared_preload_libraries = 'pg_stat_statements'",
      "cluster_name = 'pg-test-1'",
      "wal_level = 'logical'",
      'max_prepared_transactions = 5',
      'archive_mode = on',
      "archive_command = 'true'",
    ])
    primary.psql('CREATE DATABASE shop')
    primary.psql(
      `CREATE ROLE dbuser_monitor LOGIN; GRANT pg_monitor TO dbuser_monitor; ALTER ROLE dbuser_monitor SET search_path = monitor, public;
       CREATE SCHEMA monitor; GRANT USAGE ON SCHEMA monitor TO dbuser_monitor; CREATE EXTENSION pg_stat_statements SCHEMA monitor;
       CREATE TABLE orders (id int PRIMARY KEY, note text); INSERT INTO orders SELECT n, repeat('x', 100) FROM generate_series(1, 1000) n;
       DELETE FROM orders WHERE id > 900; VACUUM ANALYZE orders; SELECT count(*) FROM orders;
       CREATE SUBSCRIPTION feed CONNECTION 'dbname=nowhere' PUBLICATION news WITH (connect = false);
       SELECT pg_create_logical_replication_slot('decoder', 'test_decoding');
       SELECT pg_switch_wal(); CHECKPOINT;`,
      shop,
    )
    primary.psql("BEGIN; SELECT pg_current_xact_id(); PREPARE TRANSACTION 'forgotten'", shop)
    standby = primary.standby(5433)
    onPrimary = ask(
      primary,
      here.filter(({ on }) => on !== 'replica'),
    )
    onStandby = ask(
      standby,
      here.filter(({ on }) => on !== 'primary'),
    )
  }, 60_000)

  afterAll(() => {
    standby?.stop()
    primary?.stop()
    sandbox?.remove()
  })

  test.each(here.filter(({ on }) => on !== 'replica'))('$key on the primary', (collector) => expectAnswer(collector, onPrimary.get(collector.key)))

  test.each(here.filter(({ on }) => on !== 'primary'))('$key on the standby', (collector) => expectAnswer(collector, onStandby.get(collector.key)))

  test('nothing is empty that is there to be seen', () => {
    const idle = ['pg_wait', 'pg_vacuum_progress', 'pg_index_progress', 'pg_basebackup_progress']
    expect([...onPrimary].filter(([key, { rows }]) => rows.length === 0 && !idle.includes(key)).map(([key]) => key)).toEqual([])
  })

  test.each(here.filter(({ only }) => only !== undefined))('$key asks first whether it can', ({ only = '' }) => {
    expect(primary.psql(only, monitor)).toBe('t\n')
    expect(primary.psql(only, { ...monitor, database: 'postgres' })).toBe('f\n')
  })

  test('replication is seen from both sides', () => {
    expect(onPrimary.get('pg_standbys')?.rows).toEqual([{ connected: 1, streaming: 1, synchronous: 0 }])
    expect(onPrimary.get('pg_replication')?.rows).toMatchObject([{ application_name: 'standby-5433', client: 'local', connections: 1, streaming: 1 }])
    expect(
      onPrimary
        .get('pg_slot')
        ?.rows.map(({ slot_name, active, wal_lost }) => [slot_name, active, wal_lost])
        .sort(),
    ).toEqual([
      ['decoder', 0, 0],
      ['slot_5433', 1, 0],
    ])
    expect(onStandby.get('pg_standby')?.rows).toMatchObject([{ receiving: 1, replay_paused: 0, apply_delay_seconds: 0 }])
    expect(onStandby.get('pg_server')?.rows).toMatchObject([{ recovery: 1, timeline: 1 }])
  })

  test('a session that waits for a lock is counted, with the one that blocks it', () => {
    const [collector] = here.filter(({ name }) => name === 'pg_blocking')
    const [row] = collector === undefined ? [] : rowsDuringWait(primary, collector)
    expect(row).toMatchObject({ waiting: 1, blockers: 1 })
    expect(row?.longest_wait_seconds).toBeGreaterThan(0)
    expect(row?.oldest_blocker_seconds).toBeGreaterThan(0)
  })

  // The catalogs of other versions are stand-ins with the columns of their manuals, found before those of 15: this shows that the text is
  // SQL and names columns that exist there, not what a server of that version would answer.
  describe.each(otherVersions)('at stand-ins for version $version', ({ version, schema, sql }) => {
    const there = postgres.filter((collector) => suits(collector, version))
    let usable: readonly Collector[] = []

    beforeAll(() => {
      const path = `SET search_path = ${schema}, pg_catalog, monitor, public;\n`
      primary.psql(sql, shop)
      const can = primary.psql(path + there.map(({ only }) => `${only ?? 'SELECT true'};\n`).join(''), shop).split('\n')
      usable = there.filter((_, index) => can[index] === 't')
    })

    test('each name has one collector that can run', () => {
      const names = usable.map(({ name }) => name)
      expect(names).toEqual([...new Set(names)])
      expect(names).toEqual([...new Set(there.map(({ name }) => name))])
    })

    test('each names columns that exist', () => {
      const described = describeColumns(primary, usable, `SET search_path = ${schema}, pg_catalog, monitor, public;\n`)
      for (const { key, columns } of usable)
        expect(
          described
            .get(key)
            ?.map(([name]) => name)
            .sort(),
          key,
        ).toEqual(columns.map(({ name }) => name).sort())
    })
  })
})

/** Exactly the declared columns, of types that the exporter can use; every value a number, and no two rows with the same labels. */
function expectAnswer({ columns }: Collector, answer: Answer | undefined): void {
  const found = answer?.columns ?? []
  const rows = answer?.rows ?? []
  expect(found.map(([name]) => name).sort()).toEqual(columns.map(({ name }) => name).sort())
  const labels = columns.filter(({ usage }) => usage === 'LABEL').map(({ name }) => name)
  for (const [name, type] of found) expect(labels.includes(name) ? texts : numbers, `${name} ${type}`).toContain(type.replace(/\(.*/, ''))
  const series = rows.map((row) => JSON.stringify(labels.map((name) => row[name])))
  expect(series).toEqual([...new Set(series)])
  for (const row of rows)
    for (const { name, usage } of columns) {
      expect(row[name], `${name} in ${JSON.stringify(row)}`).toSatisfy((value) => (usage === 'LABEL' ? typeof value === 'string' : Number.isFinite(value)))
      if (usage === 'COUNTER') expect(row[name], name).toBeGreaterThanOrEqual(0)
    }
}

/** The answers to the queries of the collectors, for the monitoring user, by key. */
function ask(server: PostgresServer, collectors: readonly Collector[]): ReadonlyMap<string, Answer> {
  const described = describeColumns(server, collectors)
  const rows = server.psql(collectors.map(({ query }) => `${asJson(query)};\n`).join(''), monitor).trimEnd()
  const parsed = rows.split('\u0001\n').map((text): readonly Row[] => JSON.parse(text.replace('\u0001', '')))
  return new Map(collectors.map(({ key }, index) => [key, { columns: described.get(key) ?? [], rows: parsed[index] ?? [] }]))
}

/** JSON may have line breaks of its own: a control character that it cannot hold ends it. */
const asJson = (query: string): string => `SELECT coalesce(json_agg(q), '[]')::text || E'\\x01' FROM (${query}) q`

/** Names and types of the columns, by key. */
function describeColumns(server: PostgresServer, collectors: readonly Collector[], prelude = ''): ReadonlyMap<string, Answer['columns']> {
  const text = server.psql(prelude + collectors.map(({ key, query }) => `\\echo = ${key}\n${query}\n\\gdesc\n`).join(''), prelude === '' ? monitor : shop)
  return new Map(
    text
      .split('= ')
      .slice(1)
      .map((part) => {
        const [key = '', ...lines] = part.trim().split('\n')
        return [key, lines.map((line) => [line.slice(0, line.indexOf('|')), line.slice(line.indexOf('|') + 1)] as const)]
      }),
  )
}

/** The rows while one session holds a table and another wants it. */
function rowsDuringWait(server: PostgresServer, { query }: Collector): readonly Row[] {
  const script = `
    ask() { psql -h "$directory" -p "$port" -U "$1" -d shop -XqAt -c "$2"; }
    directory=$0 port=$1
    ask postgres 'BEGIN; LOCK TABLE orders; SELECT pg_sleep(20)' >/dev/null 2>&1 &
    until [ "$(ask postgres "SELECT count(*) FROM pg_locks WHERE relation = 'orders'::regclass")" = 1 ]; do sleep 0.05; done
    ask postgres 'SELECT 1 FROM orders' >/dev/null 2>&1 &
    until [ "$(ask postgres 'SELECT count(*) FROM pg_locks WHERE NOT granted')" = 1 ]; do sleep 0.05; done
    ask dbuser_monitor "$2"
    ask postgres "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20)' AND pid <> pg_backend_pid()" >/dev/null
    wait`
  const text = server.sandbox.demand('bash', ['-c', script, server.sandbox.directory, String(server.port), asJson(query)])
  return JSON.parse(text.replace('\u0001', ''))
}
