import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minimal } from '../compile.js'
import { build, pgcompile, type Run, readTree } from './run.js'

const root = mkdtempSync(join(tmpdir(), 'pgcompile-cli-'))
let folder = ''
let number = 0
beforeAll(build, 60_000)
beforeEach(() => {
  folder = join(root, String(number++))
  mkdirSync(folder)
  writeFileSync(join(folder, 'good.yml'), minimal())
  writeFileSync(join(folder, 'bad.yml'), minimal({ members: { '10.10.10.11': '{ pg_seq: 1, pg_role: master }' } }))
  cpSync('fixtures/deployments', join(folder, 'deployments'), { recursive: true })
  cpSync('fixtures/facts', join(folder, 'facts'), { recursive: true })
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Runs in the test's own folder. No run ever shows a stack trace. */
function run(args: readonly string[], more: { env?: NodeJS.ProcessEnv; input?: string; cwd?: string } = {}): Run {
  const result = pgcompile(args, { cwd: folder, ...more })
  expect(`${result.stdout}${result.stderr}`).not.toMatch(/^\s+at .*(:\d+:\d+|\))$|node:internal|dist\/cli/m)
  return result
}

describe('help', () => {
  test.each([['--help'], ['-h'], ['help']])('%s is on standard output', (option) => {
    const { status, stdout, stderr } = run([option])
    expect([status, stderr]).toEqual([0, ''])
    for (const word of ['Usage: pgcompile <inventory...> -o <directory>', 'check', '--version', 'Exit status:', 'rsync -a']) expect(stdout).toContain(word)
  })

  test('of a command', () => {
    expect(run(['check', '--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('--facts <file>') })
  })

  test.each([['--version'], ['-V']])('%s', (option) => {
    expect(run([option])).toEqual({ status: 0, stdout: `${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`, stderr: '' })
  })

  test('without arguments it is on standard error', () => {
    const { status, stdout, stderr } = run([])
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('Usage: pgcompile')
  })
})

describe('mistakes on the command line', () => {
  test.each<[string[], RegExp]>([
    [['--nope'], /unknown option '--nope'/],
    [['good.yml', '-o'], /argument missing/],
    [['good.yml', '-o', 'out', '--fact', 'x'], /unknown option '--fact'/],
    [['check'], /missing required argument/],
    [['good.yml'], /say where to write with -o/],
    [['missing.yml', '-o', 'out'], /cannot read missing\.yml: there is no such file\n$/],
    [['chek', 'good.yml'], /cannot read chek: there is no such file; did you mean the command `check`\?/],
    [['good.yml', '--facts', 'missing.yml', '-o', 'out'], /cannot read missing\.yml: there is no such file/],
    [['facts/missing/', '-o', 'out'], /cannot read facts\/missing\/: there is no such file/],
    [['good.yml', '-e', '@missing.yml', '-o', 'out'], /cannot read missing\.yml: there is no such file/],
    [['good.yml', '-e', '@', '-o', 'out'], /--extra-vars @ names no file/],
    [['10.0.0.1,', '-o', 'out'], /a list of hosts says too little/],
    [['-o', 'out', '-e', 'a=1'], /missing required argument 'inventory'/],
    [['good.yml/x', '-o', 'out'], /a part of the path is a file/],
    [['good.yml', '-o', 'good.yml'], /cannot write good\.yml: it is a file; name a directory/],
    [['good.yml', '-o', 'good.yml/out'], /cannot write good\.yml\/out: a part of the path is a file/],
    [['good.yml', '-o', ''], /cannot write a directory without a name: -o is empty/],
    [['good.yml', '-o', '.'], /is not empty and holds no manifest\.json/],
  ])('%j', (args, message) => {
    const { status, stdout, stderr } = run(args)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(message)
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })
})

describe('inventories of every shape', () => {
  test('a directory, several sources with -i and extra variables', () => {
    cpSync('fixtures/inventories', join(folder, 'inventories'), { recursive: true })
    const first = run(['inventories/directory', '-o', 'first'])
    const passwords = ['-e', '@inventories/extra/passwords.yml', '-e', 'node_cpu=4']
    const second = run(['inventories/extra/hosts.yml', '-i', 'inventories/ini/hosts.ini', ...passwords, '-o', 'second'])
    expect([first.status, second.status]).toEqual([0, 0])
    expect(readTree(join(folder, 'second'))).toEqual(readTree(join(folder, 'first')))
  })

  test.each<[string[], RegExp]>([
    [['empty'], /^empty:1:1: error\[inventory-empty\]: there is no inventory in the directory empty$/m],
    [['good.yml', '-e', 'pg_port'], /^<extra-vars>:1:1: error\[extra-variables\]: write name=value/m],
    [['good.yml', '-e', 'a=1', '-e', './x.yml'], /^<extra-vars 2>:1:1: error\[extra-variables\]: .* with an @ before it: @\.\/x\.yml/m],
    [['good.yml', '-e', 'pg_port=x'], /^<extra-vars>:1:9: error\[value-type\]: pg_port must be a port number/m],
  ])('%j', (args, message) => {
    mkdirSync(join(folder, 'empty'))
    const { status, stderr } = run(['check', ...args])
    expect(status).toBe(1)
    expect(stderr).toMatch(message)
  })
})

describe('mistakes in the inventory', () => {
  test('findings on standard error, nothing written, status 1', () => {
    const { status, stdout, stderr } = run(['bad.yml', '-o', 'out'])
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^bad\.yml:7:46: error\[value-enum\]: pg_role must be one of /m)
    expect(stderr).toMatch(/1 error.*; nothing was written\n$/)
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  test('an existing tree stays as it is', () => {
    expect(run(['good.yml', '-o', 'out']).status).toBe(0)
    const before = readTree(join(folder, 'out'))
    expect(run(['bad.yml', '-o', 'out']).status).toBe(1)
    expect(readTree(join(folder, 'out'))).toEqual(before)
  })

  test.each([
    ['all: [', /x\.yml:\d+:\d+: error\[yaml-/],
    ['all:\n\tx: 1\n', /x\.yml:2:\d+: error\[yaml-tab\]/],
    ['', /x\.yml:1:1: error\[inventory-empty\]: x\.yml is empty/],
    ['# only a comment\n', /error\[inventory-empty\]/],
    ['- a\n', /x\.yml:1:1: error\[inventory-shape\]/],
    ['just text', /x\.yml:1:1: error\[inventory-shape\]/],
    ['all: { hosts: {} }', /error\[inventory-empty\]: the inventory names no host/],
    [`${'['.repeat(20000)}`, /error\[yaml-/],
    ['a: &a { b: *a }', /error\[yaml-alias\]/],
    ['\0', /error\[yaml-/],
  ])('%j', (text, message) => {
    writeFileSync(join(folder, 'x.yml'), text)
    for (const args of [
      ['x.yml', '-o', 'out'],
      ['check', 'x.yml'],
    ]) {
      const { status, stderr } = run(args)
      expect(status).toBe(1)
      expect(stderr).toMatch(message)
    }
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  test('bytes that are no text', () => {
    writeFileSync(join(folder, 'x.yml'), Buffer.from([0xff, 0xfe, 0x00]))
    expect(run(['check', 'x.yml'])).toMatchObject({ status: 1, stderr: 'pgcompile: cannot read x.yml: it is not UTF-8 text\n' })
  })
})

describe('compile', () => {
  test('the tree, and one line about it on standard output', () => {
    const { status, stdout, stderr } = run(['good.yml', '-o', 'out', '--facts', 'facts/single.yml'])
    expect(status, stderr).toBe(0)
    expect(stdout).toMatch(/^2 hosts, 1 cluster, 1 instance: \d+ files in out( \(.*\))?\n$/)
    const { files } = JSON.parse(readFileSync(join(folder, 'out/manifest.json'), 'utf8'))
    expect(Object.keys(readTree(join(folder, 'out'))).sort()).toEqual(
      ['manifest.json', ...files.map(({ host, path }: { host: string; path: string }) => `hosts/${host}${path}`)].sort(),
    )
    for (const { host, path, mode, size } of files) {
      const text = readFileSync(join(folder, 'out/hosts', host, path))
      expect(text.length).toBe(size)
      expect(readTree(join(folder, 'out'))[`hosts/${host}${path}`]?.startsWith(`${Number.parseInt(mode, 8).toString(8)} `)).toBe(true)
    }
  })

  test('the command may be named, and options may stand anywhere', () => {
    run(['good.yml', '-o', 'a'])
    run(['compile', '-o', 'b', 'good.yml'])
    run(['--output=c', 'good.yml'])
    expect(readTree(join(folder, 'b'))).toEqual(readTree(join(folder, 'a')))
    expect(readTree(join(folder, 'c'))).toEqual(readTree(join(folder, 'a')))
  })

  test('- is standard input', () => {
    run(['good.yml', '-o', 'a'])
    expect(run(['-', '-o', 'b'], { input: readFileSync(join(folder, 'good.yml'), 'utf8') }).status).toBe(0)
    expect(readTree(join(folder, 'b'))).toEqual(readTree(join(folder, 'a')))
    expect(run(['check', '-'], { input: 'all: [' }).stderr).toMatch(/^<stdin>:1:\d+: error\[yaml-/)
  })

  test('two inventories are merged, the later one wins', () => {
    writeFileSync(join(folder, 'more.yml'), 'pg-test: { hosts: { 10.10.10.12: { pg_seq: 2, pg_role: replica } } }\n')
    expect(run(['good.yml', 'more.yml', '-o', 'out']).stdout).toMatch(/^3 hosts, 1 cluster, 2 instances: /)
    writeFileSync(join(folder, 'wrong.yml'), 'pg-test: { vars: { pg_cluster: pg_test } }\n')
    expect(run(['check', 'good.yml', 'wrong.yml']).stderr).toMatch(/^wrong\.yml:1:32: error\[value-format\]/m)
  })

  test('a file with a byte order mark and Windows line ends is the same inventory', () => {
    run(['good.yml', '-o', 'a'])
    writeFileSync(join(folder, 'windows.yml'), `\ufeff${minimal().replaceAll('\n', '\r\n')}`)
    expect(run(['windows.yml', '-o', 'b']).stderr).not.toContain('error')
    expect(readTree(join(folder, 'b'))).toEqual(readTree(join(folder, 'a')))
  })

  test('--facts may be repeated, and the later one wins', () => {
    writeFileSync(join(folder, 'all.yml'), "'*': { node_cpu: 2, node_mem_mb: 4000, node_fs_bytes: 100000000000 }\n")
    writeFileSync(join(folder, 'one.yml'), '10.10.10.11: { node_cpu: 8 }\n')
    expect(run(['check', 'good.yml']).stderr).toContain('note[facts-assumed]')
    expect(run(['check', 'good.yml', '--facts', 'all.yml', '--facts', 'one.yml']).stderr).not.toContain('facts-')
    expect(run(['check', 'good.yml', '--facts', 'one.yml', '--facts', 'bad.yml']).stderr).toMatch(/^bad\.yml:1:1: warning\[facts-unknown\]/m)
    expect(run(['check', 'deployments/single.yml', '--facts', 'facts/ansible/10.40.0.10.json']).stderr).not.toContain('facts-unknown')
  })
})

describe('check', () => {
  test('prints a summary and writes nothing', () => {
    const { status, stdout } = run(['check', 'good.yml'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^2 hosts, 1 cluster, 1 instance, /)
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  test('errors are counted', () => {
    expect(run(['check', 'bad.yml'])).toMatchObject({ status: 1, stdout: expect.stringMatching(/^1 error/) })
  })

  test('a reader that goes away early is no error', () => {
    const command = `"${process.execPath}" "${resolve('dist/cli/main.js')}" --help | head -1`
    const { status, stderr, stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Usage')
  })

  test.runIf(existsSync('/dev/full')).each(['check good.yml --format json', '--version'])(
    'output that a full disk has no place for is an error: %s',
    (args) => {
      const command = `"${process.execPath}" "${resolve('dist/cli/main.js')}" ${args} > /dev/full`
      const { status, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' })
      expect([status, stderr.trimEnd().split('\n').at(-1)]).toEqual([1, 'pgcompile: cannot write to standard output: no space left on the device'])
      expect(stderr).not.toContain('    at ')
    },
  )
})

describe('the same bytes', () => {
  const deployment = 'deployments/trio.yml'
  let expected: Record<string, string> = {}
  beforeEach(() => {
    expect(run([deployment, '-o', 'expected']).status).toBe(0)
    expected = readTree(join(folder, 'expected'))
    expect(Object.keys(expected).length).toBeGreaterThan(1)
  })

  test.each<[string, NodeJS.ProcessEnv]>([
    ['in another time zone', { TZ: 'Asia/Tokyo' }],
    ['with a Turkish locale', { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }],
    ['with another home and user', { HOME: '/nonexistent', USER: 'somebody', LOGNAME: 'somebody' }],
    ['with colours wanted and a narrow terminal', { FORCE_COLOR: '3', COLUMNS: '20', TERM: 'xterm-256color' }],
  ])('%s', (_, env) => {
    expect(run([deployment, '-o', 'out'], { env }).status).toBe(0)
    expect(readTree(join(folder, 'out'))).toEqual(expected)
  })

  test('from another directory', () => {
    mkdirSync(join(folder, 'deep'))
    expect(run([join(folder, deployment), '-o', join(folder, 'out')], { cwd: join(folder, 'deep') }).status).toBe(0)
    expect(readTree(join(folder, 'out'))).toEqual(expected)
  })

  test('under another umask, with the same modes', () => {
    const command = `umask 077; "${process.execPath}" "${resolve('dist/cli/main.js')}" ${deployment} -o out`
    expect(spawnSync('sh', ['-c', command], { cwd: folder }).status).toBe(0)
    expect(readTree(join(folder, 'out'))).toEqual(expected)
  })

  test('once more over the same tree', () => {
    expect(run([deployment, '-o', 'expected']).status).toBe(0)
    expect(readTree(join(folder, 'expected'))).toEqual(expected)
  })
})
