import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EmittedFile } from '../../src/emit/emit.js'
import { manifest } from '../../src/emit/manifest.js'
import { EnvironmentProblem } from '../../src/node/read.js'
import { type TreeChange, writeTree } from '../../src/node/write-tree.js'
import { addOwn, emptyFolder, file, inodes, own, shape } from './tree/trees.js'

let folder = ''
beforeEach(() => {
  folder = emptyFolder('tree')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const first = [file('10.0.0.1', '/etc/a.conf', 'a1\n'), file('10.0.0.1', '/pg/b', 'b1\n', '0600'), file('h-2', '/etc/a.conf', 'ä2\n', '0755')]
const second = [file('10.0.0.1', '/etc/c.conf', 'c\n')]

function write(files: readonly EmittedFile[], at = 'out'): TreeChange {
  return writeTree(join(folder, at), files, manifest(files))
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

  test('files that are the same stay the same files; the others are new', () => {
    write(first)
    const stat = (path: string): unknown[] => {
      const { ino, mtimeNs } = statSync(join(folder, 'out/hosts', path), { bigint: true })
      return [ino, mtimeNs]
    }
    const was = stat('10.0.0.1/etc/a.conf')
    const text = stat('10.0.0.1/pg/b')
    const mode = stat('h-2/etc/a.conf')
    expect(write([file('10.0.0.1', '/etc/a.conf', 'a1\n'), file('10.0.0.1', '/pg/b', 'b2\n', '0600'), file('h-2', '/etc/a.conf', 'ä2\n')])).toEqual({
      before: true,
      changes: [
        { path: 'hosts/10.0.0.1/pg/b', kind: 'different', foreign: false, edited: false },
        { path: 'hosts/h-2/etc/a.conf', kind: 'mode', modes: ['0755', '0644'], foreign: false, edited: false },
        { path: 'manifest.json', kind: 'different', foreign: false, edited: false },
      ],
    })
    expect(stat('10.0.0.1/etc/a.conf')).toEqual(was)
    expect(stat('10.0.0.1/pg/b')).not.toEqual(text)
    expect(stat('h-2/etc/a.conf')).not.toEqual(mode)
  })

  test('where nothing differs nothing is touched, not even a directory', () => {
    write(first)
    const was = statSync(join(folder, 'out'), { bigint: true })
    expect(write(first)).toEqual({ before: true, changes: [] })
    const { ino, ctimeNs } = statSync(join(folder, 'out'), { bigint: true })
    expect([ino, ctimeNs]).toEqual([was.ino, was.ctimeNs])
  })

  test('files of the user are carried over as they are, empty directories and links too', () => {
    write(first)
    const out = join(folder, 'out')
    addOwn(out)
    symlinkSync('../../nowhere', join(out, 'hosts/10.0.0.1/link'))
    mkdirSync(join(out, 'hosts/h-2/closed'), { mode: 0o700 })
    writeFileSync(join(out, 'hosts/h-2/closed/x'), 'x')
    chmodSync(join(out, 'hosts/h-2/closed'), 0o500)
    utimesSync(join(out, 'hosts/h-2/closed'), 1, 2)
    const identity = inodes(out)
    write(second)
    expect(inodes(out)).toEqual(identity)
    expect(tree(join(out, '.git'))).toEqual({ config: 'g\n', 'objects/ab': 'o\n' })
    expect(readlinkSync(join(out, 'hosts/10.0.0.1/link'))).toBe('../../nowhere')
    const closed = statSync(join(out, 'hosts/h-2/closed'))
    expect([(closed.mode & 0o7777).toString(8), closed.mtimeMs]).toEqual(['500', 2000])
    expect(existsSync(join(out, 'hosts/h-2/etc'))).toBe(false)
    expect(readdirSync(folder)).toEqual(['out'])
  })

  test('a file of ours that was changed by hand is replaced or removed, and named; one that a link took the place of, too', () => {
    write(first)
    const out = join(folder, 'out')
    writeFileSync(join(folder, 'precious'), 'x')
    writeFileSync(join(out, 'hosts/10.0.0.1/etc/a.conf'), 'mine')
    rmSync(join(out, 'hosts/10.0.0.1/pg/b'))
    symlinkSync(join(folder, 'precious'), join(out, 'hosts/10.0.0.1/pg/b'))
    const { changes } = write([file('10.0.0.1', '/pg/b', 'b2\n')])
    expect(changes.filter(({ edited }) => edited).map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'extra hosts/10.0.0.1/etc/a.conf',
      'different hosts/10.0.0.1/pg/b',
    ])
    expect(tree(out)['hosts/10.0.0.1/pg/b']).toBe('b2\n')
    expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('x')
  })

  test('the directory keeps its own mode, those in it are for all to read', () => {
    mkdirSync(join(folder, 'out'), { mode: 0o700 })
    const umask = process.umask(0o077)
    try {
      write(first)
      write(second)
    } finally {
      process.umask(umask)
    }
    const mode = (path: string): string => (statSync(join(folder, path)).mode & 0o7777).toString(8)
    expect([mode('out'), mode('out/hosts'), mode('out/hosts/10.0.0.1/etc')]).toEqual(['700', '755', '755'])
  })

  test('a link to a directory that was moved aside by a run that was killed', () => {
    write(first, 'real')
    renameSync(join(folder, 'real'), join(folder, '.real.pgcompile-old'))
    symlinkSync('real', join(folder, 'out'))
    write(second)
    expect(tree(join(folder, 'real'))).toEqual(ofSecond)
    expect(readdirSync(folder).sort()).toEqual(['out', 'real'])
  })

  test('what a user put into the old tree while the new one was made moves over', () => {
    write(first)
    addOwn(join(folder, 'out'))
    cpSync(join(folder, 'out'), join(folder, '.out.pgcompile-old'), { recursive: true })
    for (const name of ['README', '.git']) rmSync(join(folder, 'out', name), { recursive: true })
    write(second)
    expect(tree(join(folder, 'out'))).toEqual({ ...ofSecond, ...own })
    expect(readdirSync(folder)).toEqual(['out'])
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

  test.each<[string, (out: string) => void, RegExp]>([
    ['a file', (out) => writeFileSync(join(out, 'hosts/10.0.0.1/etc/c.conf'), 'mine'), /pgcompile did not write hosts\/10\.0\.0\.1\/etc\/c\.conf, which/],
    ['a link', (out) => symlinkSync('/etc/passwd', join(out, 'hosts/10.0.0.1/etc/c.conf')), /hosts\/10\.0\.0\.1\/etc\/c\.conf, which/],
    ['a directory', (out) => mkdirSync(join(out, 'hosts/10.0.0.1/etc/c.conf/x'), { recursive: true }), /hosts\/10\.0\.0\.1\/etc\/c\.conf, which/],
    [
      'a link to a directory',
      (out) => {
        rmSync(join(out, 'hosts'), { recursive: true })
        symlinkSync('/etc', join(out, 'hosts'))
      },
      /pgcompile did not write hosts, which would have to make room; move it away/,
    ],
  ])('%s of the user where a file has to go', (_, prepare, message) => {
    write(first)
    prepare(join(folder, 'out'))
    const was = shape(join(folder, 'out'))
    expectProblem(() => write(second), message)
    expect([shape(join(folder, 'out')), readdirSync(folder)]).toEqual([was, ['out']])
  })

  test('what cannot be carried over: a pipe', () => {
    write(first)
    execFileSync('mkfifo', [join(folder, 'out/hosts/pipe')])
    expectProblem(() => write(second), /hosts\/pipe is no file, directory or link; move it away/)
    expect(readdirSync(folder)).toEqual(['out'])
  })

  test('a manifest that is a link, wherever it leads', () => {
    write(first)
    renameSync(join(folder, 'out/manifest.json'), join(folder, 'manifest'))
    symlinkSync('../manifest', join(folder, 'out/manifest.json'))
    expectProblem(() => write(second), /holds no manifest\.json of pgcompile/)
  })

  test('a manifest that lists what is outside', () => {
    write(first)
    const path = join(folder, 'out/manifest.json')
    writeFileSync(join(folder, 'precious'), 'x')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"host":"h-2","path":"/etc/a.conf"', '"host":"..","path":"/../precious"'))
    expectProblem(() => write(second), /holds no manifest\.json of pgcompile/)
    expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('x')
  })

  test('links planted beside the tree lead nowhere', () => {
    mkdirSync(join(folder, 'elsewhere'))
    writeFileSync(join(folder, 'elsewhere/precious'), 'x')
    symlinkSync('elsewhere', join(folder, '.out.pgcompile-new'))
    write(first)
    symlinkSync('elsewhere', join(folder, '.out.pgcompile-old'))
    expectProblem(() => write(second), /\.out\.pgcompile-old is in the way; move it away/)
    rmSync(join(folder, 'out'), { recursive: true })
    expectProblem(() => write(second), /\.out\.pgcompile-old is in the way; move it away/)
    expect(tree(join(folder, 'elsewhere'))).toEqual({ precious: 'x' })
    expect(readdirSync(folder).sort()).toEqual(['.out.pgcompile-old', 'elsewhere'])
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

  test('a place that is taken, while an old tree is beside it', () => {
    write(first)
    renameSync(join(folder, 'out'), join(folder, '.out.pgcompile-old'))
    mkdirSync(join(folder, 'out'))
    writeFileSync(join(folder, 'out/x'), 'x')
    expectProblem(() => write(second), /it holds no tree of pgcompile, but .*\.out\.pgcompile-old does, left by a run that was stopped; remove one of them/)
    rmSync(join(folder, 'out/x'))
    write(second)
    expect([tree(join(folder, 'out')), readdirSync(folder)]).toEqual([ofSecond, ['out']])
  })

  test('what a run that was killed left behind is no obstacle', () => {
    mkdirSync(join(folder, '.out.pgcompile-new/hosts'), { recursive: true })
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
