import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fleet } from '../bench/fleet.js'
import { build } from './run.js'

/** What makes a start quick, by what is loaded; seconds are for test/bench/start.ts. */
describe('the start of the command line', () => {
  const copy = mkdtempSync(join(tmpdir(), 'pgcompile-start-'))
  const caches = (): string[] => readdirSync(copy).filter((name) => name.endsWith('.cache'))
  const inventory = resolve('fixtures/deployments/single.yml')
  const node = (...args: string[]): string => execFileSync(process.execPath, args, { cwd: copy, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const probe = `process.on('exit', () => process.stdout.write(JSON.stringify(process.moduleLoadList)))
    const { Script } = require('node:vm')
    require('node:vm').Script = class extends Script { constructor(...args) { super(...args); process.stdout.write('rejected: ' + this.cachedDataRejected + '\\n') } }`

  beforeAll(() => {
    build()
    cpSync('dist/cli', copy, { recursive: true })
    writeFileSync(join(copy, 'probe.cjs'), probe)
  })
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  test('V8 takes the code cache that the build made, of each kind', () => {
    expect(caches()).toHaveLength(2)
    expect(node('-r', './probe.cjs', 'main.js', 'check', inventory)).toContain('rejected: false\n')
    expect(node('-r', './probe.cjs', 'main.js', inventory, '-o', 'out')).toContain('rejected: false\n')
  })

  test('a large inventory is read with a young generation of 8 MB', () => {
    const young = `process.on('exit', () => {
      const { space_size } = require('node:v8').getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')
      process.stdout.write('young: ' + space_size / 2 ** 20)
    })`
    writeFileSync(join(copy, 'young.cjs'), young)
    writeFileSync(join(copy, 'large.yml'), fleet(700, 1))
    expect(node('-r', './young.cjs', 'main.js', 'check', 'large.yml')).toMatch(/young: 8$/)
  })

  test('what the script of checks lacks is done by the other one', () => {
    expect(node('main.js', 'check', inventory, '--coverage')).toContain('1 host, 1 cluster')
    writeFileSync(join(copy, 'statements.yml'), '- replicator may reach notes from 203.0.113.9\n')
    expect(node('main.js', 'check', inventory, '--expect=statements.yml')).toContain('1 host, 1 cluster')
  })

  test('a check loads no module of Node that is slow to start and that it does not need', () => {
    const loaded = node('-r', './probe.cjs', 'main.js', 'check', inventory)
    for (const name of ['child_process', 'crypto', 'perf_hooks', 'zlib']) expect(loaded).not.toContain(`"NativeModule ${name}"`)
  })

  test('nor does a compile, but for digests', () => {
    const loaded = node('-r', './probe.cjs', 'main.js', inventory, '-o', 'small')
    for (const name of ['child_process', 'perf_hooks', 'zlib']) expect(loaded).not.toContain(`"NativeModule ${name}"`)
  })

  test('--version runs without the rest of the command line', () => {
    expect(node('-r', './probe.cjs', 'main.js', '--version')).not.toContain('rejected')
  })

  test('without the cache, and with one that is damaged or of another Node, the same is done', () => {
    const expected = node('main.js', 'check', inventory)
    expect(expected).toContain('1 host, 1 cluster')
    const own = caches()
    for (const cache of own) writeFileSync(join(copy, cache), 'not a cache')
    expect(node('main.js', 'check', inventory)).toBe(expected)
    for (const cache of own) rmSync(join(copy, cache))
    expect(node('main.js', 'check', inventory)).toBe(expected)
  })
})
