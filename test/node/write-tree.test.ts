import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EmittedFile } from '../../src/emit/emit.js'
import { manifest } from '../../src/emit/manifest.js'
import { EnvironmentProblem } from '../../src/node/read.js'
import { writeTree } from '../../src/node/write-tree.js'

let folder = ''
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'pgcompile-tree-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function file(host: string, path: string, text: string, mode = '0644'): EmittedFile {
  const impact = { action: 'none' } as const
  return { artifact: 'test/file', host, path, owner: 'root', group: 'root', mode, secret: false, component: 'test', impact, text }
}

const first = [file('10.0.0.1', '/etc/a.conf', 'a1\n'), file('10.0.0.1', '/pg/b', 'b1\n', '0600'), file('h-2', '/etc/a.conf', 'ä2\n', '0755')]
const second = [file('10.0.0.1', '/etc/c.conf', 'c\n')]

function write(files: readonly EmittedFile[], at = 'out'): void {
  writeTree(join(folder, at), files, manifest(files))
}

/** Path -> text of everything below a folder; links and empty folders too. */
function tree(root: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
  )
}

const ofFirst = { 'hosts/10.0.0.1/etc/a.conf': 'a1\n', 'hosts/10.0.0.1/pg/b': 'b1\n', 'hosts/h-2/etc/a.conf': 'ä2\n', 'manifest.json': manifest(first) }
const ofSecond = { 'hosts/10.0.0.1/etc/c.conf': 'c\n', 'manifest.json': manifest(second) }

function expectProblem(run: () => void, message: RegExp): void {
  expect(run).toThrow(EnvironmentProblem)
  expect(run).toThrow(message)
}

describe('writeTree', () => {
  test('a new tree, also where folders above it are missing', () => {
    write(first, 'x/y/out')
    expect(tree(join(folder, 'x/y/out'))).toEqual(ofFirst)
    expect(readdirSync(join(folder, 'x/y'))).toEqual(['out'])
  })

  test('an empty directory is as good as none', () => {
    mkdirSync(join(folder, 'out'))
    write(first)
    expect(tree(join(folder, 'out'))).toEqual(ofFirst)
  })

  test('a tree of ours is replaced as a whole, and nothing is left beside it', () => {
    write(first)
    write(second)
    expect(tree(join(folder, 'out'))).toEqual(ofSecond)
    expect(readdirSync(join(folder, 'out/hosts'))).toEqual(['10.0.0.1'])
    expect(readdirSync(folder)).toEqual(['out'])
  })

  test('a file that somebody removed or changed does not matter', () => {
    write(first)
    rmSync(join(folder, 'out/hosts/h-2'), { recursive: true })
    writeFileSync(join(folder, 'out/hosts/10.0.0.1/pg/b'), 'changed')
    write(second)
    expect(tree(join(folder, 'out'))).toEqual(ofSecond)
  })

  test.each([0o022, 0o077, 0o000, 0o777])('modes are exact under umask %o', (umask) => {
    if (umask === 0o777 && process.getuid?.() !== 0) return
    const before = process.umask(umask)
    try {
      write(first)
    } finally {
      process.umask(before)
    }
    const modes = ['10.0.0.1/etc/a.conf', '10.0.0.1/pg/b', 'h-2/etc/a.conf'].map((path) =>
      (statSync(join(folder, 'out/hosts', path)).mode & 0o7777).toString(8),
    )
    expect(modes).toEqual(['644', '600', '755'])
    expect((statSync(join(folder, 'out/manifest.json')).mode & 0o7777).toString(8)).toBe('644')
  })

  test('a link to a directory stays, and its target is replaced', () => {
    mkdirSync(join(folder, 'real'))
    symlinkSync(join(folder, 'real'), join(folder, 'out'))
    write(first)
    write(second)
    expect(lstatSync(join(folder, 'out')).isSymbolicLink()).toBe(true)
    expect(tree(join(folder, 'real'))).toEqual(ofSecond)
    expect(readdirSync(folder).sort()).toEqual(['out', 'real'])
  })
})

describe('what writeTree refuses', () => {
  test('a directory with something in it and no manifest of ours', () => {
    mkdirSync(join(folder, 'out'))
    writeFileSync(join(folder, 'out/precious'), 'x')
    expectProblem(() => write(first), /is not empty and holds no manifest\.json of pgcompile/)
    expect(tree(folder)).toEqual({ 'out/precious': 'x' })
  })

  test.each(['{}', 'no json', '{"generator":"other","files":[]}', '{"generator":"pgcompile"}', 'null', '{"generator":"pgcompile","files":[null]}'])(
    'the foreign manifest %s',
    (text) => {
      mkdirSync(join(folder, 'out'))
      writeFileSync(join(folder, 'out/manifest.json'), text)
      expectProblem(() => write(first), /holds no manifest\.json of pgcompile/)
      expect(tree(folder)).toEqual({ 'out/manifest.json': text })
    },
  )

  test('files that the manifest does not list, naming some', () => {
    write(first)
    for (const name of ['a', 'b', 'c', 'd']) writeFileSync(join(folder, 'out/hosts', name), name)
    expectProblem(() => write(second), /4 files that pgcompile did not write \(hosts\/a, hosts\/b, hosts\/c, \.\.\.\)/)
    expect(tree(join(folder, 'out'))).toEqual({ ...ofFirst, 'hosts/a': 'a', 'hosts/b': 'b', 'hosts/c': 'c', 'hosts/d': 'd' })
  })

  test('a link among the files', () => {
    write(first)
    symlinkSync('/', join(folder, 'out/hosts/root'))
    expectProblem(() => write(second), /1 files? that pgcompile did not write \(hosts\/root\)/)
  })

  test('a file in the place of the directory', () => {
    writeFileSync(join(folder, 'out'), 'x')
    expectProblem(() => write(first), /it is a file; name a directory/)
    expect(tree(folder)).toEqual({ out: 'x' })
  })

  test.runIf(existsSync('/proc/self'))('a place where nothing can be made', () => {
    expect(() => writeTree('/proc/pgcompile/out', [], '')).toThrow(/^cannot write \/proc\/pgcompile\/out: /)
  })

  test('a place below a file', () => {
    writeFileSync(join(folder, 'plain'), 'x')
    expectProblem(() => write(first, 'plain/out'), /a part of the path is a file/)
    expectProblem(() => write(first, 'plain/x/out'), /a part of the path is a file/)
    expect(tree(folder)).toEqual({ plain: 'x' })
  })

  test.each([
    ['a file where another needs a folder', [...first, file('10.0.0.1', '/etc/a.conf/below', 'x')]],
    ['a name that is too long', [...first, file('10.0.0.1', `/etc/${'x'.repeat(300)}`, 'x')]],
    ['one path twice', [...first, ...first]],
  ])('%s: the old tree stays whole', (_, files) => {
    write(first)
    expectProblem(() => writeTree(join(folder, 'out'), files, manifest(files)), /what was there is unchanged/)
    expect(tree(join(folder, 'out'))).toEqual(ofFirst)
    expect(readdirSync(folder)).toEqual(['out'])
  })

  test('what a run that was killed left behind is no obstacle', () => {
    mkdirSync(join(folder, '.out.pgcompile-new/hosts'), { recursive: true })
    mkdirSync(join(folder, '.out.pgcompile-old'))
    write(first)
    expect(tree(folder)).toEqual(Object.fromEntries(Object.entries(ofFirst).map(([path, text]) => [`out/${path}`, text])))
    expect(readdirSync(folder)).toEqual(['out'])
  })

  test.each([
    ['../x', '/etc/a'],
    ['..', '/etc/a'],
    ['', '/etc/a'],
    ['h', '/../../etc/a'],
    ['h', 'etc/a'],
    ['h', '/etc/./a'],
    ['h', '/etc/a/'],
  ])('host %j with path %j, which leaves the tree', (host, path) => {
    const files = [file(host, path, 'x')]
    expect(() => write(files)).toThrow('reached the writer')
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })
})
