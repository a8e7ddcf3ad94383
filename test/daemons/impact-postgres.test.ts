import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { extensionSettings } from '../../src/compat/impact/extension-settings.js'
import { compile } from '../../src/compile.js'
import type { Change, FileChange } from '../../src/diff/change.js'
import { readPgconf } from '../../src/emit/read/pgconf.js'
import { readYaml } from '../../src/emit/read/yaml.js'
import { impactOf } from '../../src/plan/impact/impact-of.js'
import { isRecord } from '../../src/plan/impact/patroni-file.js'
import { Source } from '../../src/source/source.js'
import { hasPostgres, PostgresServer, Sandbox } from './postgres.js'

/** Other values of texts and odd numbers, whose look says nothing about what is valid. */
const texts: Readonly<Record<string, string>> = {
  DateStyle: 'German',
  archive_command: '/bin/true',
  cluster_name: 'other',
  listen_addresses: '127.0.0.1',
  log_destination: 'csvlog',
  log_directory: 'other_log',
  log_file_mode: '0640',
  log_filename: 'other.log',
  log_line_prefix: 'other ',
  log_timezone: 'Europe/Berlin',
  output_plugin_libraries: 'pgoutput',
  search_path: 'other',
  session_preload_libraries: 'auto_explain',
  shared_preload_libraries: 'auto_explain',
  ssl_ca_file: 'other.crt',
  ssl_cert_file: 'other.crt',
  ssl_key_file: 'other.key',
  timezone: 'Europe/Berlin',
  unix_socket_directories: '/tmp',
}

interface Setting {
  readonly name: string
  readonly setting: string
  readonly vartype: string
  readonly context: string
  readonly min_val: string | null
  readonly max_val: string | null
  readonly enumvals: readonly string[] | null
}

/** Names of all settings that the files of the example deployments hold. */
function emittedSettings(): string[] {
  const names = new Set<string>()
  for (const name of readdirSync('fixtures/deployments')) {
    const path = `fixtures/deployments/${name}`
    for (const { artifact, text } of compile({ inventories: [new Source(path, readFileSync(path, 'utf8'))] }).files) {
      if (artifact === 'postgres/postgresql.auto.conf') for (const [each] of readPgconf(text)) names.add(each)
      if (artifact !== 'patroni/patroni.yml') continue
      const document = readYaml(text)
      for (const path of [
        ['bootstrap', 'dcs', 'postgresql', 'parameters'],
        ['postgresql', 'parameters'],
      ])
        for (const each of Object.keys(path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), document) ?? {})) names.add(each)
    }
  }
  return [...names].sort()
}

/** Another value that the server takes. */
function otherValue({ name, setting, vartype, min_val, max_val, enumvals }: Setting): string {
  if (vartype === 'string' || Object.hasOwn(texts, name)) return texts[name] ?? expect.fail(`no other text for ${name}`)
  if (vartype === 'bool') return setting === 'on' ? 'off' : 'on'
  if (vartype === 'enum')
    return (enumvals ?? []).find((word) => word !== setting && word !== 'zstd' && word !== 'lz4') ?? expect.fail(`${name} has one word only`)
  const step = vartype === 'real' ? 0.25 : 1
  return String(
    Number(setting) + step <= Number(max_val) ? Number(setting) + step : Number(setting) - step >= Number(min_val) ? Number(setting) - step : expect.fail(name),
  )
}

/** What the plan says of a setting that all members share. */
function claimed(name: string, before: string, after: string): string {
  const text = 'scope: pg-test\nbootstrap: { dcs: { pg_version: 15 } }\n'
  const side = { artifact: 'patroni/patroni.yml', host: '10.10.10.11', path: '/etc/patroni/patroni.yml', secret: true, text }
  const file: FileChange = { ...side, kind: 'changed', before: side, after: side, changes: [], rights: [] }
  const path = ['bootstrap', 'dcs', 'postgresql', 'parameters', name]
  const change: Change = { kind: 'changed', path, key: path.join('.'), before, after, secret: false, origins: [] }
  return impactOf(file, change).effect
}

describe.skipIf(!hasPostgres)('a real server is given the change and reloaded', () => {
  const sandbox = new Sandbox()
  let server: PostgresServer
  let emitted: readonly Setting[] = []

  const settings = (): Map<string, Setting & { pending_restart: boolean }> => {
    const columns = 'name, setting, vartype, context, min_val, max_val, enumvals, pending_restart'
    const rows: readonly (Setting & { pending_restart: boolean })[] = JSON.parse(server.psql(`SELECT json_agg(s) FROM (SELECT ${columns} FROM pg_settings) s`))
    return new Map(rows.map((row) => [row.name, row]))
  }

  beforeAll(() => {
    server = PostgresServer.create(sandbox, 5441, [
      "shared_preload_libraries = 'pg_stat_statements, auto_explain'",
      'archive_mode = on',
      "archive_command = '/bin/false'",
    ])
    const known = settings()
    emitted = emittedSettings().flatMap((name) => known.get(name) ?? [])
  }, 120_000)

  afterAll(() => {
    server?.stop()
    sandbox.remove()
  })

  test('most emitted settings are there to be asked', () => {
    expect(emitted.length).toBeGreaterThan(100)
    expect(emitted.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['max_connections', 'work_mem', 'pg_stat_statements.max', 'auto_explain.log_timing']),
    )
  })

  test('a restart is pending exactly where the plan says so, and everything else acts', () => {
    const values = emitted.map((setting) => [setting.name, otherValue(setting)] as const)
    for (const [name, value] of values) server.psql(`ALTER SYSTEM SET ${name} = '${value.replaceAll("'", "''")}'`)
    server.psql('SELECT pg_reload_conf(); SELECT pg_sleep(0.5)')
    const now = settings()
    const truth = emitted.map(({ name, setting }) => {
      const { pending_restart, setting: current } = now.get(name) ?? expect.fail(name)
      return [name, pending_restart ? 'restart' : current !== setting ? 'reload' : `still ${current}`]
    })
    const plan = emitted.map((setting) => [setting.name, claimed(setting.name, setting.setting, otherValue(setting)).replace('rolling ', '')])
    expect(Object.fromEntries(plan)).toEqual(Object.fromEntries(truth))
  }, 120_000)

  test('settings of the extensions that are there have the contexts of the table', () => {
    const contexts = [...settings().values()].filter(({ name }) => name.includes('.')).map(({ name, context }) => [name, context])
    expect(contexts.length).toBeGreaterThan(15)
    const table = contexts.map(([name = '']) => [name, extensionSettings[name]])
    expect(table).toEqual(contexts)
  })
})
