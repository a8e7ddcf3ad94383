import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reloadSettings, restartSettings } from '../../src/compat/impact/pgbouncer.js'
import { compile } from '../../src/compile.js'
import type { Change, FileChange } from '../../src/diff/change.js'
import { readPgbouncerIni } from '../../src/emit/read/pgbouncer-ini.js'
import { impactOf } from '../../src/plan/impact/impact-of.js'
import { Source } from '../../src/source/source.js'
import { hasPgbouncer, Pool } from './pgbouncer.js'
import { hasPostgres, PostgresServer, Sandbox } from './postgres.js'

function claimed(name: string): string {
  const side = { artifact: 'pgbouncer/pgbouncer.ini', host: '10.10.10.11', path: '/etc/pgbouncer/pgbouncer.ini', secret: false, text: '' }
  const file: FileChange = { ...side, kind: 'changed', before: side, after: side, changes: [], rights: [] }
  const change: Change = { kind: 'changed', path: ['pgbouncer', name], key: `pgbouncer.${name}`, before: 'a', after: 'b', secret: false, origins: [] }
  return impactOf(file, change).effect
}

describe.skipIf(!hasPostgres || !hasPgbouncer)('a real PgBouncer', () => {
  const sandbox = new Sandbox()
  let server: PostgresServer
  let pool: Pool
  let changeable: ReadonlyMap<string, string> = new Map()

  const column = (index: number): Map<string, string> =>
    new Map(
      pool
        .ask('SHOW CONFIG')
        .trim()
        .split('\n')
        .slice(1)
        // No setting of this pool has a comma in what is looked at.
        .map((line) => line.split(','))
        .map((fields) => [fields[0] ?? '', fields.at(index) ?? '']),
    )

  beforeAll(() => {
    server = PostgresServer.create(sandbox, 5443)
    pool = new Pool(server, 6443)
    changeable = column(-1)
  }, 60_000)

  afterAll(() => {
    pool?.stop()
    server?.stop()
    sandbox.remove()
  })

  test('says of each of its settings what the plan says', () => {
    expect(changeable.size).toBeGreaterThan(75)
    const plan = [...changeable.keys()].map((name) => [name, claimed(name)])
    const truth = [...changeable].map(([name, yes]) => [name, yes === 'yes' ? 'reload' : 'restart'])
    expect(Object.fromEntries(plan)).toEqual(Object.fromEntries(truth))
  })

  test('every setting that is written is known', () => {
    const written = new Set<string>()
    for (const name of readdirSync('fixtures/deployments')) {
      const path = `fixtures/deployments/${name}`
      const { files } = compile({ inventories: [new Source(path, readFileSync(path, 'utf8'))] })
      for (const { artifact, text } of files)
        if (artifact === 'pgbouncer/pgbouncer.ini')
          for (const [section, settings] of readPgbouncerIni(text)) if (section === 'pgbouncer') for (const [setting] of settings) written.add(setting)
    }
    expect(written.size).toBeGreaterThan(25)
    expect([...written].filter((name) => !restartSettings.has(name) && !reloadSettings.has(name))).toEqual(['%include'].filter((name) => written.has(name)))
  })

  test('keeps its port and takes its pool size at a reload', () => {
    const file = join(sandbox.directory, 'pgbouncer.ini')
    const text = readFileSync(file, 'utf8').replace('listen_port = 6443', 'listen_port = 6444\ndefault_pool_size = 33')
    writeFileSync(file, text)
    pool.ask('RELOAD', 'pgbouncer', 'postgres')
    const values = column(1)
    expect([values.get('listen_port'), values.get('default_pool_size')]).toEqual(['6443', '33'])
  })

  test('ends the connections of a database that is gone, and keeps those of another one', async () => {
    const file = join(sandbox.directory, 'pgbouncer.ini')
    const text = readFileSync(file, 'utf8')
    const gone = text.replace('[pgbouncer]', `gone = host=${sandbox.directory} port=${server.port} dbname=postgres\n[pgbouncer]`)
    writeFileSync(file, gone)
    pool.ask('RELOAD', 'pgbouncer', 'postgres')
    const sessions = ['gone', 'shop'].map((database) => spawn('psql', ['-h', sandbox.directory, '-p', '6443', '-U', 'postgres', '-d', database, '-XqAt']))
    const said = sessions.map(({ stdout, stderr }) => {
      const texts: string[] = []
      for (const stream of [stdout, stderr]) stream.on('data', (data) => texts.push(String(data)))
      return texts
    })
    for (const { stdin } of sessions) stdin.write("SELECT 'before';\n")
    await expect.poll(() => said.map((texts) => texts.join('').includes('before')), { timeout: 10_000 }).toEqual([true, true])
    writeFileSync(file, text)
    pool.ask('RELOAD', 'pgbouncer', 'postgres')
    for (const { stdin } of sessions) stdin.write("SELECT 'after';\n")
    await expect.poll(() => said[1]?.join(''), { timeout: 10_000 }).toContain('after')
    await expect.poll(() => said[0]?.join(''), { timeout: 10_000 }).toContain('database removed')
    for (const { stdin } of sessions) stdin.end()
  }, 30_000)
})
