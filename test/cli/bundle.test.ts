import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minimal } from '../compile.js'
import { build, pgcompile, type Run, readTree } from './run.js'

const root = mkdtempSync(join(tmpdir(), 'pgcompile-bundle-'))
const host = '10.10.10.11'
let folder = ''
let number = 0
beforeAll(build, 60_000)
beforeEach(() => {
  folder = join(root, String(number++))
  mkdirSync(folder)
  // A database whose name is a part of a path that a plain tar header cannot hold.
  writeFileSync(join(folder, 'good.yml'), minimal({ cluster: `pg_databases: [{ name: ${city}, pgbouncer: false }]` }))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const city = 'Zürich'

function run(...args: string[]): Run {
  return pgcompile(args, { cwd: folder })
}

/** Columns of `tar -tv`: mode, owner and group, size, date, path. */
function listed(archive: string): string[][] {
  const text = execFileSync('tar', ['-tvf', archive, '--quoting-style=literal', '--utc'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
  return text
    .trim()
    .split('\n')
    .map((line) => /^(\S+) (\S+) +(\d+) (\S+ \S+) (.*)$/.exec(line)?.slice(1) ?? [line])
}

interface Record {
  readonly host: string
  readonly path: string
  readonly owner: string
  readonly group: string
  readonly mode: string
  readonly size: number
}

function records(manifest: string): Record[] {
  return JSON.parse(readFileSync(join(folder, manifest), 'utf8')).files
}

/** As `tar -tv` and `ls -l` write a mode. */
function symbolic(mode: string): string {
  const bits = (digit: string): string => [...'rwx'].map((letter, index) => (Number(digit) & (4 >> index) ? letter : '-')).join('')
  return `-${[...mode.slice(1)].map(bits).join('')}`
}

describe('pgcompile bundle', () => {
  test('an archive a host, as the real tar reads it: paths, owners and modes of the manifest, and the contents of the tree', () => {
    expect(run('bundle', 'good.yml', '-o', 'bundles')).toMatchObject({ status: 0, stdout: expect.stringMatching(/files in one archive a host in bundles/) })
    expect(run('good.yml', '-o', 'out').status).toBe(0)
    expect(readdirSync(join(folder, 'bundles')).sort()).toEqual(['10.10.10.10.json', '10.10.10.10.tar', `${host}.json`, `${host}.tar`, 'manifest.json'])

    const own = records('out/manifest.json').filter((record) => record.host === host)
    expect(records(`bundles/${host}.json`)).toEqual(own)
    expect(own.some(({ path }) => path.includes(city))).toBe(true)
    expect(listed(`bundles/${host}.tar`)).toEqual(
      own.map(({ path, owner, group, mode, size }) => [symbolic(mode), `${owner}/${group}`, String(size), '1970-01-01 00:00', path.slice(1)]),
    )

    mkdirSync(join(folder, 'unpacked'))
    const unpack = spawnSync('tar', ['-xpf', `../bundles/${host}.tar`, '--no-same-owner'], { cwd: join(folder, 'unpacked'), encoding: 'utf8' })
    expect([unpack.status, unpack.stderr]).toEqual([0, ''])
    expect(readTree(join(folder, 'unpacked'))).toEqual(readTree(join(folder, 'out/hosts', host)))
  })

  test('equal input, equal bytes, whoever runs it and when; numbers of owners are root’s', () => {
    expect(run('bundle', 'good.yml', '-o', 'one').status).toBe(0)
    expect(run('bundle', 'good.yml', '-o', 'two').status).toBe(0)
    expect(run('bundle', 'good.yml', '-o', 'three', '--gzip').status).toBe(0)
    expect(run('bundle', 'good.yml', '-o', 'four', '--gzip').status).toBe(0)
    const bytes = (path: string): string => readFileSync(join(folder, path)).toString('base64')
    for (const name of readdirSync(join(folder, 'one'))) expect(bytes(`two/${name}`)).toBe(bytes(`one/${name}`))
    for (const name of readdirSync(join(folder, 'three'))) expect(bytes(`four/${name}`)).toBe(bytes(`three/${name}`))
    expect(execFileSync('gzip', ['-dc', `three/${host}.tar.gz`], { cwd: folder }).toString('base64')).toBe(bytes(`one/${host}.tar`))
    expect([...readFileSync(join(folder, `three/${host}.tar.gz`)).subarray(4, 8), readFileSync(join(folder, `three/${host}.tar.gz`))[9]]).toEqual([
      0, 0, 0, 0, 255,
    ])
    const numbers = execFileSync('tar', ['-tvf', `one/${host}.tar`, '--numeric-owner'], { cwd: folder, encoding: 'utf8' })
    expect(
      numbers
        .trim()
        .split('\n')
        .filter((line) => !/^\S+ 0\/0 /.test(line)),
    ).toEqual([])
  })

  test('archives hold secrets and are readable by their owner alone; manifest.json has their checksums', () => {
    run('bundle', 'good.yml', '-o', 'bundles')
    expect(statSync(join(folder, 'bundles', `${host}.tar`)).mode & 0o777).toBe(0o600)
    const sums = JSON.parse(readFileSync(join(folder, 'bundles/manifest.json'), 'utf8')).files.map(
      ({ sha256, path }: { sha256: string; path: string }) => `${sha256}  ${path}`,
    )
    expect(sums).toHaveLength(4)
    expect(spawnSync('sha256sum', ['-c', '--status'], { cwd: join(folder, 'bundles'), input: `${sums.join('\n')}\n` }).status).toBe(0)
  })

  test('a second run keeps what is equal and removes what is gone; what is not ours stays', () => {
    run('bundle', 'good.yml', '-o', 'bundles')
    writeFileSync(join(folder, 'bundles/notes.txt'), 'mine')
    const inode = statSync(join(folder, 'bundles', `${host}.tar`)).ino
    expect(run('bundle', 'good.yml', '-o', 'bundles').stdout).toContain('nothing changed')
    expect(statSync(join(folder, 'bundles', `${host}.tar`)).ino).toBe(inode)
    expect(run('bundle', 'good.yml', '-o', 'bundles', '--gzip').stdout).toContain('2 added, 1 changed, 2 removed')
    expect(readdirSync(join(folder, 'bundles')).sort()).toEqual([
      '10.10.10.10.json',
      '10.10.10.10.tar.gz',
      `${host}.json`,
      `${host}.tar.gz`,
      'manifest.json',
      'notes.txt',
    ])
  })

  test('--check says whether the archives are what the inventory compiles to; --dry-run what a run would do; neither writes', { timeout: 120_000 }, () => {
    const archives = 'bundles'
    const there = (): ReturnType<typeof readTree> => readTree(join(folder, archives))
    expect(run('bundle', 'good.yml', '-o', archives, '--dry-run')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^add {4}10\.10\.10\.10\.json\n[\s\S]*bundles would have 5 added; nothing was written\n$/),
    })
    expect(readdirSync(folder)).toEqual(['good.yml'])
    run('bundle', 'good.yml', '-o', archives)
    expect(run('bundle', 'good.yml', '-o', archives, '--check')).toMatchObject({ status: 0, stdout: 'bundles is what the inventory compiles to\n' })
    expect(run('bundle', 'good.yml', '-o', archives, '--dry-run').stdout).toBe('nothing would change in bundles; nothing was written\n')

    writeFileSync(join(folder, archives, `${host}.tar`), 'by hand')
    writeFileSync(join(folder, archives, 'notes.txt'), 'mine')
    const before = there()
    expect(run('bundle', 'good.yml', '-o', archives, '--check')).toMatchObject({
      status: 2,
      stdout: `different ${host}.tar\nbundles is not what the inventory compiles to: 1 different\n`,
    })
    expect(run('bundle', 'good.yml', '-o', archives, '--gzip', '--dry-run').stdout).toMatch(
      /^add {4}10\.10\.10\.10\.tar\.gz\nremove 10\.10\.10\.11\.tar \(changed by hand since pgcompile wrote it\)\n[\s\S]*\nbundles would have 2 added, 1 changed, 2 removed; nothing was written\n$/m,
    )
    expect(there()).toEqual(before)
    expect(run('bundle', 'good.yml', '-o', archives)).toMatchObject({ status: 0, stderr: expect.stringContaining(`1 file was changed by hand`) })
    expect(run('bundle', 'good.yml', '-o', archives, '--check').status).toBe(0)
    expect(run('bundle', 'good.yml', '-o', archives, '--check', '--dry-run')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('cannot be used with'),
    })
    expect(run('good.yml', '-o', archives, '--check')).toMatchObject({ status: 1, stderr: expect.stringContaining('manifest.json of pgcompile') })
  })

  test('never takes the place of a tree, nor a tree that of bundles, nor of anything else', () => {
    run('good.yml', '-o', 'out')
    run('bundle', 'good.yml', '-o', 'bundles')
    mkdirSync(join(folder, 'foreign'))
    copyFileSync(join(folder, 'good.yml'), join(folder, 'foreign/good.yml'))
    const before = readTree(folder)
    expect(run('bundle', 'good.yml', '-o', 'out')).toMatchObject({ status: 1, stderr: expect.stringContaining('holds no manifest.json of pgcompile bundle') })
    expect(run('good.yml', '-o', 'bundles')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('cannot write bundles: it is not empty and holds no manifest.json of pgcompile;'),
    })
    expect(run('bundle', 'good.yml', '-o', 'foreign').status).toBe(1)
    expect(readTree(folder)).toEqual(before)
  })

  test('mistakes: no place, no inventory, an error in it; nothing is written', () => {
    writeFileSync(join(folder, 'bad.yml'), minimal({ members: { [host]: '{ pg_seq: 1, pg_role: master }' } }))
    expect(run('bundle', 'good.yml')).toMatchObject({ status: 1, stderr: expect.stringContaining("required option '-o, --output <directory>' not specified") })
    expect(run('bundle', '-o', 'bundles')).toMatchObject({ status: 1, stderr: expect.stringContaining('inventory') })
    expect(run('bundle', 'bad.yml', '-o', 'bundles')).toMatchObject({ status: 1, stderr: expect.stringMatching(/value-enum[\s\S]*nothing was written\n$/) })
    expect(readdirSync(folder).sort()).toEqual(['bad.yml', 'good.yml'])
  })
})
