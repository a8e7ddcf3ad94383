import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { minimal } from '../compile.js'
import { build, pgcompile } from './run.js'

const folder = mkdtempSync(join(tmpdir(), 'pgcompile-failure-'))
beforeAll(() => {
  build()
  const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
  writeFileSync(join(folder, 'inv.yml'), minimal({ members }))
  writeFileSync(join(folder, 'one.yml'), minimal())
  writeFileSync(join(folder, 'bad.yml'), minimal({ cluster: 'pg_port: none' }))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const run = (...args: string[]) => pgcompile(args, { cwd: folder, env: { NO_COLOR: '1' } })

describe('pgcompile route', () => {
  test('the servers in order, and who serves after a failure', () => {
    const { status, stdout, stderr } = run('route', 'inv.yml', 'pg-test:5434', '--down', 'pg-test-1')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('leader   pg-test-2, instead of pg-test-1\n')
    expect(stdout).toContain('serves: pg-test-2\n')
    expect(stdout).toMatch(/pg-test-1 {2}10\.10\.10\.11:6432 {2}pgbouncer {2}100 {5}backup {2}down\n/)
  })

  test('as JSON, with inventories by -i', () => {
    const { stdout } = run('route', '-i', 'inv.yml', 'pg-test-primary', '--down-host', '10.10.10.11', '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      down: { hosts: ['10.10.10.11'] },
      etcd: { quorum: true },
      clusters: [
        {
          election: { kind: 'elected', leaders: ['pg-test-2'] },
          services: [{ proxy: 'pg-test-primary', serving: [{ servers: [{ name: 'pg-test-2', share: 1 }] }] }],
        },
      ],
    })
  })

  test.each([
    [['inv.yml', 'pg-tset'], 'pgcompile: there is no cluster, service, instance, host, VIP or DNS name "pg-tset"; did you mean pg-test?\n'],
    [['inv.yml', 'pg-test', '--down', 'pg-test-7'], 'pgcompile: there is no instance "pg-test-7"; did you mean pg-test-1?\n'],
    [['inv.yml', 'one.yml'], 'pgcompile: one.yml is a file: several inventories are named with -i, the last argument is where a client connects\n'],
  ])('%j', (args, message) => {
    expect(run('route', ...args)).toEqual({ status: 1, stdout: '', stderr: message })
  })

  test('an inventory with errors says them and nothing else', () => {
    const { status, stdout, stderr } = run('route', 'bad.yml', 'pg-test')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/error\[value-[a-z]+\][\s\S]*nothing can be said before they are mended\n$/)
  })
})

describe('pgcompile whatif', () => {
  test('singles, then pairs', () => {
    const { status, stdout } = run('whatif', 'inv.yml')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^One failure \(3 cases\)\n[\s\S]*\nTwo failures at once \(3 pairs\): what is lost beyond one\n {2}outage\[cluster-down\]/)
  })

  test('fails on what it is told to', () => {
    expect(run('whatif', 'one.yml', '--failures', '1', '--fail-on', 'outage')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('outage[cluster-down]'),
    })
    expect(run('whatif', 'one.yml', '--failures', '1')).toMatchObject({ status: 0, stdout: expect.not.stringContaining('Two failures') })
  })

  test('as JSON', () => {
    const { consequences } = JSON.parse(run('whatif', 'one.yml', '--json').stdout)
    expect(consequences[0]).toEqual({
      code: 'cluster-down',
      grade: 'outage',
      text: 'no member is up',
      certain: true,
      why: null,
      subjects: [{ cluster: 'pg-test', service: null }],
      failures: [[{ kind: 'host', name: '10.10.10.11' }]],
    })
  })
})
