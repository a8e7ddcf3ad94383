import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build, pgcompile } from './run.js'
import { has, onTerminal } from './terminal.js'

const cwd = mkdtempSync(join(tmpdir(), 'pgcompile-init-'))
const trio = ['--host', '10.0.0.1', '--host', '10.0.0.2', '--host', '10.0.0.3', '--vip', '10.0.0.100/24']

beforeAll(build, 120_000)
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

test('writes an inventory for its owner alone, which compiles', () => {
  const { status, stdout, stderr } = pgcompile(['init', ...trio, '--cluster', 'pg-shop', 'trio.yml'], { cwd })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('pgcompile trio.yml -o out/')
  expect(statSync(join(cwd, 'trio.yml')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(cwd, 'trio.yml'), 'utf8')).toMatch(/^# {3}pgcompile trio\.yml -o out\/ /m)
  const checked = pgcompile(['check', 'trio.yml', '--fail-on', 'warning'], { cwd })
  expect([checked.status, checked.stdout]).toEqual([0, expect.stringContaining('3 hosts, 1 cluster, 3 instances')])
  expect(pgcompile(['trio.yml', '-o', 'out'], { cwd }).status).toBe(0)
})

test('overwrites nothing, whatever it is', () => {
  writeFileSync(join(cwd, 'mine.yml'), 'mine')
  const { status, stderr } = pgcompile(['init', '--host', '10.0.0.1', 'mine.yml'], { cwd })
  expect([status, stderr]).toEqual([1, expect.stringContaining('mine.yml is there already')])
  expect(readFileSync(join(cwd, 'mine.yml'), 'utf8')).toBe('mine')
})

test('makes other passwords every time, and no weak ones', () => {
  const passwords = [1, 2].flatMap(() => {
    const { stdout } = pgcompile(['init', '--host', '10.0.0.1', '-'], { cwd })
    return [...stdout.matchAll(/password: (\S+?),? /g)].map(([, password = '']) => password)
  })
  expect(passwords).toHaveLength(20)
  expect(new Set(passwords).size).toBe(20)
  for (const password of passwords) expect(password).toMatch(/^[A-Za-z][A-Za-z2-9]{23}$/)
})

test.each([
  [['--host', '10.0.0'], '"10.0.0" is no IP address'],
  [['--host', '10.0.0.1', '--host', '10.0.0.1'], '10.0.0.1 is there twice'],
  [['--host', '10.0.0.1', '--vip', '10.0.0.9'], '"10.0.0.9" is no address with a prefix length'],
  [['--host', '10.0.0.1', '--vip', '10.0.0.1/24'], 'is the address of a host'],
  [['--host', '10.0.0.1', '--cluster', 'etcd'], 'etcd is a group with a meaning of its own'],
  [['--host', '10.0.0.1', '--pg-version', '7'], 'nothing was written'],
  [['--host', '10.0.0.1', '--vip', '10.0.0.63/26'], 'is the last address of its own network'],
  [[], 'init wants a --host for each machine, or a terminal to ask on'],
])('refuses %j and writes nothing', (flags, message) => {
  const { status, stderr } = pgcompile(['init', ...flags, 'refused.yml'], { cwd })
  expect([status, stderr]).toEqual([1, expect.stringContaining(message)])
  expect(existsSync(join(cwd, 'refused.yml'))).toBe(false)
})

test.skipIf(!has('script'))(
  'asks on a terminal, and again where the answer is wrong',
  async () => {
    const shown = await onTerminal(
      `${process.execPath} ${resolve('dist/cli/main.js')} init asked.yml`,
      [
        ['Name of the cluster [pg-main]: ', 'Shop!\n'],
        ['is no name of a cluster', ''],
        ['Name of the cluster [pg-main]: ', '\n'],
        ['Addresses of its machines', '10.0.0.1, 10.0.0.2\n'],
        ['Address that goes with the primary', '10.0.0.2/24\n'],
        ['is the address of a host', ''],
        ['Address that goes with the primary', '\n'],
        ['Name of a database and its user [app]: ', 'shop\n'],
      ],
      { cwd },
    )
    expect(shown).toContain('asked.yml: written')
    expect(pgcompile(['describe', 'asked.yml', 'pg-main'], { cwd }).stdout).toMatch(/pg-main-2[\s\S]*shop|shop[\s\S]*pg-main-2/)
  },
  60_000,
)

test.skipIf(!has('script'))(
  'ends without a file where the answers end',
  async () => {
    const shown = await onTerminal(`${process.execPath} ${resolve('dist/cli/main.js')} init ended.yml`, [['Name of the cluster', '\u0004']], { cwd })
    expect(shown).toContain('nothing was written')
    expect(existsSync(join(cwd, 'ended.yml'))).toBe(false)
  },
  60_000,
)
