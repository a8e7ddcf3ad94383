import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Editor, startEditor } from './language-server.js'

/** Inventories of others, where somebody has put them beside the repository. */
const conformance = '../shared/conformance/inventories'

const head = 'all:\n  children:\n    pg-a:\n      hosts:\n        10.0.0.1:\n          pg_seq: 1\n'

describe('the YAML language server with schema/inventory.schema.json', () => {
  let editor: Editor
  beforeAll(async () => {
    editor = await startEditor()
  })
  afterAll(() => editor.close())

  test('completes parameters in vars of a nested group', async () => {
    const offered = await editor.complete(`${head}      vars:\n        pg_v|\n`)
    expect(offered).toContain('pg_version')
    expect(offered).toContain('pg_vip_address')
    expect(offered).not.toContain('pg_services_extra')
  })

  test('completes parameters of a host, and leaves out those it has', async () => {
    const offered = await editor.complete(`${head}          pg_w|\n`)
    expect(offered).toContain('pg_weight')
    expect(offered).not.toContain('pg_seq')
  })

  test('completes words, and attributes of an object', async () => {
    expect(await editor.complete(`${head}      vars:\n        pg_mode: |\n`)).toEqual(expect.arrayContaining(['pgsql', 'citus']))
    const offered = await editor.complete(`${head}      vars:\n        pg_users:\n          - name: x\n            pool_|\n`)
    expect(offered).toEqual(expect.arrayContaining(['pool_mode', 'pool_connlimit']))
    expect(offered).not.toContain('name')
  })

  test('says what a parameter is', async () => {
    const shown = await editor.hover(`${head}      vars:\n        pg_max_conn: 200\n`, 'pg_max_conn')
    expect(shown).toContain('Connection limit of the server, or auto')
    expect(shown).toContain('Default: auto.')
  })

  test.each([
    ['pg_mode: postgres', '8:18-8:26 Value is not accepted. Valid values: "pgsql", "citus", "mssql", "mysql",'],
    ['pg_port: 99999', '8:18-8:23 Value is above the maximum of 65535.'],
    ['pg_rpo: many', '8:17-8:21 must be an integer'],
    ['pgbouncer_enabled: perhaps', '8:28-8:35 must be true or false'],
    ['pg_users: abc', '8:19-8:22 must be a list'],
    ['pg_users: [{ name: x, pgbouncr: true }]', '8:31-8:39 Property pgbouncr is not allowed.'],
    ['pg_users: [{ login: true }]', '8:20-8:21 Missing property "name".'],
    ['pg_rto_plan: { norm: [20, 5] }', '8:30-8:37 Array has too few items'],
    ['pg_services_extra: []', '8:9-8:30 A parameter of an older version that nothing reads any more. Rename it to pg_services.'],
  ])('marks %s', async (line, mark) => {
    const marks = await editor.open('wrong.yml', `${head}      vars:\n        ${line}\n`)
    expect(marks.map((found) => found.slice(0, mark.length))).toEqual([mark])
  })

  test.each([
    'pg_port: "5432"',
    'pgbouncer_enabled: yes',
    'pg_conf: OLTP',
    'pg_version: "{{ version }}"',
    'pg_users: "{{ users }}"',
    'of_my_own: 1',
    'redis_mode: x',
  ])('takes %s', async (line) => {
    expect(await editor.open('right.yml', `${head}      vars:\n        ${line}\n`)).toEqual([])
  })

  test.each(['fixtures/deployments', conformance].filter(existsSync))('has nothing against the inventories of %s', async (folder) => {
    const files = readdirSync(folder)
    const marks = await Promise.all(files.map((file) => editor.open(file, readFileSync(`${folder}/${file}`, 'utf8'))))
    expect(Object.fromEntries(files.map((file, index) => [file, marks[index]]))).toEqual(Object.fromEntries(files.map((file) => [file, []])))
  })
})
