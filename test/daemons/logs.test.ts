import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  type LogFormat,
  patroniLog,
  pgbackrestFile,
  pgbackrestLog,
  pgbackrestSeparator,
  pgbouncerLog,
  postgresColumns,
  postgresDuration,
  postgresLog,
} from '../../src/artifacts/log-format.js'
import { compileValid, minimal } from '../compile.js'
import { hasPgbouncer, Pool } from './pgbouncer.js'
import { hasPostgres, PostgresServer, Sandbox } from './postgres.js'

/** Cuts a log as Vector's halt_before does: a record goes up to the next line that begins one. */
function recordsOf(text: string, { start }: LogFormat): string[] {
  const records: string[] = []
  for (const line of text.replace(/\n$/, '').split('\n')) {
    if (records.length === 0 || new RegExp(start).test(line)) records.push(line)
    else records.push(`${records.pop()}\n${line}`)
  }
  return records
}

function groupsOf(record: string, { record: pattern = '' }: LogFormat): Record<string, string> {
  const match = new RegExp(pattern).exec(record)
  expect(match, record).not.toBeNull()
  return { ...match?.groups }
}

function columnsOf(record: string): string[] {
  return [...record.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '')
}

/** The log settings that patroni.yml gives to a server of this version, with another directory. */
function logSettings(directory: string): string[] {
  const patroni = parse(compileValid(minimal({ cluster: 'pg_version: 15' })).file('10.10.10.11', '/etc/patroni/patroni.yml'))
  const { parameters } = patroni.bootstrap.dcs.postgresql
  const settings: Record<string, unknown> = { ...parameters, log_directory: directory, log_min_duration_statement: 10 }
  return Object.entries(settings).flatMap(([name, value]) => (/^log(_|ging_)/.test(name) ? [`${name} = '${value}'`] : []))
}

describe.skipIf(!hasPostgres)('the log lines of the daemons that are installed', () => {
  let sandbox: Sandbox
  let server: PostgresServer

  beforeAll(() => {
    sandbox = new Sandbox()
    const archiving = ['archive_mode = on', "archive_command = 'true # pgbackrest keeps nothing'"]
    server = PostgresServer.create(sandbox, 5432, [...logSettings(join(sandbox.directory, 'csv')), ...archiving])
  }, 60_000)

  afterAll(() => {
    server?.stop()
    sandbox?.remove()
  })

  test('PostgreSQL: every record has the columns, levels are known, line breaks stay inside', () => {
    server.psql('SELECT\n  pg_sleep(0.05) AS "a ""name"", with comma"')
    server.psql('DO $$ BEGIN RAISE WARNING E\'first line\\nsecond, "quoted" line\'; END $$')
    expect(() => server.psql('SELECT 1 /\n 0')).toThrow('division by zero')
    const folder = join(sandbox.directory, 'csv')
    const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.csv'))
    const records = recordsOf(readFileSync(join(folder, file), 'utf8'), postgresLog)
    expect(records.length).toBeGreaterThan(5)
    const parsed = records.map(columnsOf)
    const of = (row: readonly string[], name: string) => row[postgresColumns.indexOf(name)] ?? ''
    for (const row of parsed) {
      expect(row, row.join('|')).toHaveLength(postgresColumns.length)
      expect(of(row, 'time')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC$/)
      expect(Object.keys(postgresLog.levels)).toContain(of(row, 'lv'))
      expect(of(row, 'pid')).toMatch(/^\d+$/)
    }
    const slow = parsed.map((row) => of(row, 'msg')).find((message) => message.includes('pg_sleep')) ?? ''
    expect(Number(new RegExp(postgresDuration).exec(slow)?.groups?.duration)).toBeGreaterThan(50)
    expect(parsed.find((row) => of(row, 'lv') === 'WARNING')?.[postgresColumns.indexOf('msg')]).toBe('first line\nsecond, "quoted" line')
    expect(parsed.find((row) => of(row, 'lv') === 'ERROR')?.[postgresColumns.indexOf('q')]).toBe('SELECT 1 /\n 0')
  })

  test.skipIf(!hasPgbouncer)('KD-01: PgBouncer: every line is a record with a pid and a known level', () => {
    const pool = new Pool(server, 6432)
    try {
      pool.ask('SELECT 1', 'shop', 'postgres')
      expect(() => pool.ask('SELECT 1', 'nowhere', 'postgres')).toThrow()
    } finally {
      pool.stop()
    }
    const text = readFileSync(join(sandbox.directory, 'pgbouncer.log'), 'utf8')
    const records = recordsOf(text, pgbouncerLog)
    expect(records).toHaveLength(text.trimEnd().split('\n').length)
    const found = records.map((record) => groupsOf(record, pgbouncerLog))
    for (const { level = '', pid } of found) {
      expect(Object.keys(pgbouncerLog.levels)).toContain(level)
      expect(pid).toMatch(/^\d+$/)
    }
    expect(found.some(({ text: message = '' }) => message.includes('login attempt'))).toBe(true)
  })

  test.skipIf(!existsSync('/usr/bin/pgbackrest'))('KD-53: pgBackRest: lines that continue a record stay with it', () => {
    const { directory } = sandbox
    const config = join(directory, 'pgbackrest.conf')
    const data = join(directory, 'data-5432')
    const lines = ['[global]', `repo1-path=${directory}/repo`, `log-path=${directory}`, 'log-level-file=detail', `lock-path=${directory}`, '[shop]']
    writeFileSync(config, `${[...lines, `pg1-path=${data}`, `pg1-socket-path=${directory}`, 'pg1-port=5432', 'pg1-user=postgres'].join('\n')}\n`, {
      mode: 0o644,
    })
    sandbox.demand('pgbackrest', [`--config=${config}`, '--stanza=shop', 'stanza-create'])
    const backup = [`--config=${config}`, '--stanza=shop', '--archive-timeout=1', '--start-fast', 'backup']
    for (const _ of [1, 2]) expect(sandbox.run('pgbackrest', backup).status).not.toBe(0)
    const path = join(directory, 'shop-backup.log')
    expect(new RegExp(pgbackrestFile).exec(path)?.groups?.name).toBe('shop-backup')
    const [separator = '', ...records] = recordsOf(readFileSync(path, 'utf8'), pgbackrestLog)
    expect(separator).toMatch(new RegExp(`^${pgbackrestSeparator}$`))
    const found = records.map((record) => groupsOf(record, pgbackrestLog))
    const levels = found.map(({ level = '' }) => pgbackrestLog.levels[level] ?? pgbackrestLog.otherwise)
    expect(levels).toContain('info')
    const error = found.find(({ level }) => level === 'ERROR')?.text ?? ''
    expect(error).toContain('HINT:')
    expect(error.split('\n').length).toBeGreaterThan(1)
    const texts = found.map(({ text = '' }) => text.replace(new RegExp(pgbackrestSeparator), ''))
    expect(texts.join('\n')).not.toContain('PROCESS START')
    expect(found.some(({ text = '' }) => text.includes('PROCESS START'))).toBe(true)
  })

  test.skipIf(!existsSync('/usr/bin/patroni'))('Patroni: lines in the format of patroni.yml, tracebacks with theirs', () => {
    const { directory } = sandbox
    const patroni = parse(compileValid(minimal()).file('10.10.10.11', '/etc/patroni/patroni.yml'))
    const config = {
      ...patroni,
      log: { ...patroni.log, dir: directory, level: 'DEBUG' },
      etcd3: { hosts: '127.0.0.1:1', protocol: 'http' },
      restapi: { listen: '127.0.0.1:0', connect_address: '127.0.0.1:8008' },
      postgresql: { ...patroni.postgresql, listen: '127.0.0.1:1', data_dir: join(directory, 'none'), bin_dir: '/usr/lib/postgresql/15/bin' },
    }
    const path = join(directory, 'patroni.json')
    writeFileSync(path, JSON.stringify(config), { mode: 0o644 })
    sandbox.run('timeout', ['-s', 'KILL', '8', '/usr/bin/patroni', path])
    const records = recordsOf(readFileSync(join(directory, 'patroni.log'), 'utf8'), patroniLog)
    expect(records.length).toBeGreaterThan(0)
    const found = records.map((record) => groupsOf(record, patroniLog))
    for (const { level = '', time = '' } of found) {
      expect(['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL']).toContain(level)
      expect(Number.isNaN(Date.parse(time.replace(' ', 'T').replace(' ', '')))).toBe(false)
    }
    expect(found.map(({ level = '' }) => patroniLog.levels[level] ?? patroniLog.otherwise)).not.toEqual([])
  })
})
