import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { minimal } from '../compile.js'
import { build, pgcompile } from './run.js'

const cwd = mkdtempSync(join(tmpdir(), 'pgcompile-explain-'))
const run = (...args: string[]) => pgcompile(args, { cwd })

beforeAll(() => {
  build()
  writeFileSync(join(cwd, 'inventory.yml'), minimal({ cluster: 'pg_max_conn: 200' }))
  writeFileSync(join(cwd, 'wrong.yml'), minimal({ cluster: 'pg_max_conn: many' }))
}, 120_000)

describe('explain', () => {
  test('a value, as text and as JSON', () => {
    const { status, stdout } = run('explain', 'inventory.yml', 'pg-test-1', 'pg_max_conn')
    expect([status, stdout]).toEqual([0, expect.stringMatching(/\n200\n {2}from {2}inventory\.yml:\d+:\d+ {2}group pg-test {2}200\n/)])
    const found = JSON.parse(run('explain', '-i', 'inventory.yml', 'pg-test-1', 'pg_max_conn', '--json').stdout)
    expect(found.values[0].value).toBe(200)
    expect(found.values[0].definitions[0].at).toMatch(/^inventory\.yml:\d+:\d+$/)
  })

  test('a line', () => {
    const { status, stdout } = run('explain', 'inventory.yml', '10.10.10.11:/etc/patroni/patroni.yml:max_connections')
    expect([status, stdout]).toEqual([0, expect.stringMatching(/Made of:\n {2}pg_max_conn = 200 {2}inventory\.yml:/)])
  })

  test('mistakes', () => {
    expect(run('explain', 'inventory.yml')).toMatchObject({ status: 1, stderr: expect.stringContaining('explain wants an inventory') })
    expect(run('explain', 'inventory.yml', 'pg-test-1')).toMatchObject({ status: 1, stderr: expect.stringContaining('which parameter of pg-test-1?') })
    expect(run('explain', 'inventory.yml', 'pg-test-9', 'pg_port').stderr).toContain('did you mean pg-test-1?')
    expect(run('explain', 'wrong.yml', 'pg-test-1', 'pg_port')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('wrong.yml') })
  })
})

describe('describe', () => {
  test('one screen, JSON, and help for a wrong name', () => {
    expect(run('describe', 'inventory.yml', 'pg-test').stdout).toContain('pg-test-primary  postgresql://')
    expect(JSON.parse(run('describe', 'inventory.yml', 'pg-test', '--json').stdout).kind).toBe('cluster')
    expect(run('describe', 'inventory.yml', 'pg-tset')).toMatchObject({ status: 1, stderr: expect.stringContaining('did you mean pg-test?') })
  })
})
