import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minimal } from '../compile.js'
import { build, pgcompile, type Run } from './run.js'

let folder = ''
const folders: string[] = []
beforeAll(build, 60_000)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pgcompile-cli-diff-'))
  folders.push(folder)
  put('i.yml', minimal())
})
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true })
})

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function run(args: readonly string[], cwd = folder, env: NodeJS.ProcessEnv = {}): Run {
  return pgcompile(args, { cwd, env })
}

function diff(...args: string[]): Run {
  return run(['diff', ...args])
}

/** Another number of connections for all hosts. */
function edited(text = minimal()): string {
  const changed = text.replace(/^( *)pg_cluster: .*$/m, '$&\n$1pg_max_conn: 345')
  expect(changed).not.toBe(text)
  return changed
}

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-c', 'init.defaultBranch=main', ...args], { cwd: folder, stdio: 'pipe' })
}

const change = /max_connections: \d+ -> 345/

describe('two inventories', () => {
  test('what differs, and the exit status', () => {
    put('j.yml', edited())
    expect(diff('i.yml', 'j.yml')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(change) })
    expect(diff('i.yml', 'j.yml', '--exit-code').status).toBe(2)
    expect(diff('i.yml', 'i.yml', '--exit-code')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^No change from i\.yml to i\.yml: \d+ files equal\.\n$/),
    })
    expect(diff('i.yml', 'j.yml', '--fail-on', 'restart')).toMatchObject({ status: 2, stderr: expect.stringContaining('--fail-on restart: ') })
    expect(diff('i.yml', 'j.yml', '--fail-on', 'destructive', '--fail-on', 'access-widened')).toMatchObject({ status: 0, stderr: '' })
    expect(diff('i.yml', 'j.yml', '--fail-on', 'rain')).toMatchObject({ status: 1 })
  })

  test('what both have goes with -i, -e and --facts', () => {
    put('more.yml', 'all: { vars: { pg_max_conn: 345 } }\n')
    expect(diff('i.yml', 'i.yml', '-i', 'more.yml', '-e', 'pg_rto=fast').stdout).toMatch(/^No change/)
  })

  test('formats', () => {
    put('j.yml', edited())
    expect(JSON.parse(diff('i.yml', 'j.yml', '--format', 'json').stdout)).toMatchObject({
      schemaVersion: 1,
      before: { name: 'i.yml' },
      after: { name: 'j.yml' },
    })
    expect(diff('i.yml', 'j.yml', '--format', 'markdown').stdout).toMatch(/^### What this change will do\n/)
    expect(diff('i.yml', 'j.yml', '--text').stdout).toMatch(/^\+ +max_connections: 345$/m)
    expect(diff('i.yml', 'j.yml', '--steps').stdout).toMatch(/^Steps:\n {2}1\. /m)
  })

  test('an inventory with errors: they are shown, nothing is compared', () => {
    put('j.yml', edited().replace('345', 'many'))
    expect(diff('i.yml', 'j.yml')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^j\.yml:\d+:\d+: error[\s\S]*j\.yml does not compile: nothing can be compared\n$/),
    })
  })

  test('only what is meant: the sentences of a file', () => {
    put('j.yml', edited())
    const judged = (sentences: string): Run => {
      put('meant.yml', sentences)
      return diff('i.yml', 'j.yml', '--only-intended', 'meant.yml')
    }
    expect(judged('- parameter pg_max_conn\n').status).toBe(0)
    expect(judged('[]\n')).toMatchObject({ status: 2, stderr: expect.stringContaining('error[change-unintended]') })
    // Sentences that cannot be read prove nothing, whatever else they cover.
    expect(judged('- parameter pg_max_conn\n- let everybody in\n')).toMatchObject({ status: 1, stderr: expect.stringContaining('error[intention-form]') })
    expect(diff('i.yml', 'i.yml', '--only-intended', 'gone.yml')).toMatchObject({ status: 1, stderr: expect.stringContaining('cannot read gone.yml') })
  })

  test('other mistakes', () => {
    expect(diff('i.yml').stderr).toBe('pgcompile: name two sides, as in `pgcompile diff old.yml new.yml`, or one inventory with --rev\n')
    expect(diff('i.yml', 'i.yml', 'i.yml').stderr).toContain('3 sides are too many')
    expect(diff('i.yml', 'gone.yml')).toMatchObject({ status: 1, stderr: 'pgcompile: cannot read gone.yml: there is no such file\n' })
  })
})

describe('revisions', () => {
  beforeEach(() => {
    put('site/i.yml', minimal())
    put('site/group_vars/all/one.yml', 'pg_max_conn: 300\n')
    put('facts.yml', `'*': { node_cpu: 4 }\n`)
    git('init', '-q')
    git('add', '.')
    git('commit', '-q', '-m', 'first')
    put('site/group_vars/all/one.yml', 'pg_max_conn: 345\n')
  })

  test('of a file with what stands beside it, by both ways, from anywhere', () => {
    expect(diff('HEAD:site/i.yml', 'site/i.yml').stdout).toMatch(/max_connections: 300 -> 345/)
    expect(diff('--rev', 'main', 'site/i.yml').stdout).toMatch(/^main:site\/i\.yml -> site\/i\.yml: [\s\S]*max_connections: 300 -> 345/)
    expect(run(['diff', '--rev', 'HEAD', 'i.yml'], join(folder, 'site')).stdout).toMatch(/max_connections: 300 -> 345/)
    expect(run(['diff', 'HEAD:i.yml', 'i.yml'], join(folder, 'site')).stdout).toMatch(/max_connections: 300 -> 345/)
    expect(run(['diff', '--rev', 'HEAD', join(folder, 'site/i.yml')], tmpdir()).stdout).toMatch(/max_connections: 300 -> 345/)
  })

  test('of a directory, and with links in it', () => {
    mkdirSync(join(folder, 'whole'))
    put('site/group_vars/all/one.yml', 'pg_max_conn: 310\n')
    put('whole/hosts.yml', minimal())
    put('whole/notes.md', 'no inventory')
    symlinkSync('../site/group_vars', join(folder, 'whole/group_vars'))
    git('add', '.')
    git('commit', '-q', '-m', 'second')
    put('site/group_vars/all/one.yml', 'pg_max_conn: 345\n')
    const { stdout, stderr } = diff('--rev', 'HEAD', 'whole')
    expect(stderr).toBe('')
    expect(stdout).toMatch(/max_connections: 310 -> 345/)
  })

  test('facts are those of the revision', () => {
    put('facts.yml', `'*': { node_cpu: 64 }\n`)
    expect(diff('--rev', 'HEAD', 'site/i.yml', '--facts', 'facts.yml').stdout).toContain('node_cpu of *')
  })

  test('what git does not have', () => {
    expect(diff('--rev', 'nope', 'site/i.yml').stderr).toBe('pgcompile: git knows no revision nope\n')
    expect(diff('HEAD:gone.yml', 'site/i.yml').stderr).toBe('pgcompile: HEAD has no gone.yml\n')
    expect(diff('--rev', '--output=/tmp/x', 'site/i.yml').stderr).toContain('git knows no revision')
    expect(run(['diff', '--rev', 'HEAD', 'i.yml'], folder, { PATH: '' }).stderr).toContain('is it installed?')
    rmSync(join(folder, '.git'), { recursive: true })
    expect(diff('--rev', 'HEAD', 'i.yml').stderr).toMatch(/^pgcompile: .* is in no git repository\n$/)
  })
})

describe('trees and hosts', () => {
  const patroni = 'etc/patroni/patroni.yml'
  let host = ''
  beforeEach(() => {
    run(['i.yml', '-o', 'out'])
    const { files } = JSON.parse(readFileSync(join(folder, 'out/manifest.json'), 'utf8'))
    host = files.find(({ artifact }: { artifact: string }) => artifact === 'patroni/patroni.yml').host
  })

  test('a tree is what its inventory compiles to', () => {
    expect(diff('out', 'i.yml').stdout).toMatch(/^No change from out to i\.yml/)
    put('j.yml', edited())
    expect(diff('out', 'j.yml').stdout).toMatch(change)
    expect(diff('out', 'out').stdout).toMatch(/^No change/)
  })

  test('drift: what was fetched, in part', () => {
    mkdirSync(join(folder, 'f/hosts', host), { recursive: true })
    cpSync(join(folder, 'out/hosts', host, 'etc'), join(folder, 'f/hosts', host, 'etc'), { recursive: true })
    expect(diff('i.yml', 'f', '--exit-code')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^No change from i\.yml to f: \d+ files equal, \d+ not fetched\.\n$/),
    })
    const file = `f/hosts/${host}/${patroni}`
    put(file, `# by hand\n${readFileSync(join(folder, file), 'utf8')}`)
    expect(diff('i.yml', 'f', '--exit-code')).toMatchObject({ status: 0, stdout: expect.stringContaining('only comments or layout') })
    put(file, readFileSync(join(folder, file), 'utf8').replace(/ttl: \d+/, 'ttl: 77'))
    const { status, stdout } = diff('i.yml', 'f', '--exit-code')
    expect(stdout).toMatch(/bootstrap\.dcs\.ttl: \d+ -> 77/)
    expect(status).toBe(2)
    put(file, '{ not: [yaml')
    expect(diff('i.yml', 'f').stdout).toContain('(text): changed (not shown)')
  })

  test('the root of one host', () => {
    const root = `out/hosts/${host}`
    put(`${root}/etc/shadow`, 'nobody looks here')
    expect(diff('i.yml', root, '--host', host).stdout).toMatch(/^No change from i\.yml to out\/hosts\/.*: \d+ files equal/)
    expect(diff('i.yml', root, '--host', 'nobody').stderr).toBe('pgcompile: i.yml has no files of host nobody\n')
  })

  test('a directory that is neither a tree nor an inventory', () => {
    const none = 'is no tree that pgcompile wrote, has no files of hosts in hosts/<name>/, and'
    mkdirSync(join(folder, 'logs'))
    writeFileSync(join(folder, 'logs/one'), Buffer.from([0xff, 0xfe]))
    const unreadable = 'cannot be read as an inventory (cannot read logs/one: it is not UTF-8 text): name one of these, or with --host <name> the root'
    for (const sides of [
      ['i.yml', 'logs'],
      ['logs', 'i.yml'],
    ])
      expect(diff(...sides)).toMatchObject({ status: 1, stdout: '', stderr: `pgcompile: logs ${none} ${unreadable} directory of a host\n` })
    put('words/one.yml', 'not: { an: inventory }\n')
    expect(diff('i.yml', 'words')).toMatchObject({ status: 1, stdout: '' })
    expect(diff('i.yml', 'words').stderr.split('\n').at(-2)).toBe(`words ${none} as an inventory it does not compile: nothing can be compared`)
    // Nobody is told about trees where an inventory cannot be read.
    expect(diff('i.yml', 'gone').stderr).toBe('pgcompile: cannot read gone: there is no such file\n')
  })

  test('files of hosts that are not where they are looked for', () => {
    expect(diff('i.yml', 'out/hosts')).toMatchObject({
      status: 1,
      stderr: 'pgcompile: out/hosts holds files of hosts, which are looked for in hosts/<name>/: name the directory above it, or put them there\n',
    })
    const one = `out/hosts/${host}`
    expect(diff(one, 'i.yml')).toMatchObject({ status: 1, stderr: `pgcompile: ${one} holds files of one host: say of which with --host <name>\n` })
    // A directory of inventories may have folders of such names.
    put('inventory/etc/i.yml', minimal())
    put('inventory/group_vars/infra/x.yml', 'infra_data: /data/infra\n')
    expect(diff('i.yml', 'inventory').stdout).toMatch(/^No change/)
  })

  test('a tree that lacks a file of its manifest is none', () => {
    rmSync(join(folder, 'out/hosts', host, patroni))
    expect(diff('out', 'i.yml').stderr).toContain(`cannot read out/hosts/${host}/${patroni}: there is no such file`)
  })
})
