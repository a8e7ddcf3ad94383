import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { treeFile } from '../../../src/node/tree/listed.js'
import { placesOf } from '../../../src/node/tree/places.js'
import { TreeWriter } from '../../../src/node/tree/writer.js'
import { writeTree } from '../../../src/node/write-tree.js'
import { failing, withOther } from './faults.js'
import { addOwn, after, before, emptyFolder, file, shape, type Tree } from './trees.js'

let folder = ''
let out = ''
beforeEach(() => {
  folder = emptyFolder('writer')
  out = join(folder, 'out')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (at = out, brief = false): TreeWriter => TreeWriter.open(placesOf(at, 'write'), { wait: 0, brief })
const write = ({ files, manifest }: Tree): void => void writeTree(out, files, manifest)

/** What `tree` written over `former`, with a user's files in it, looks like. */
function expected(former: Tree, tree: Tree): Record<string, string> {
  write(former)
  addOwn(out)
  write(tree)
  const result = shape(out)
  rmSync(out, { recursive: true })
  return result
}

describe('a tree that is written while its files come', () => {
  test('who reads it meanwhile finds the former one, whole, to the last file', () => {
    const news = expected(before, after)
    write(before)
    addOwn(out)
    const olds = shape(out)
    const writer = open()
    for (const each of after.files) {
      writer.add(treeFile(each))
      expect(shape(out)).toEqual(olds)
    }
    expect(existsSync(join(folder, '.out.pgcompile-new/hosts/h-3/etc/a.conf'))).toBe(true)
    writer.finish(after.manifest)
    expect([shape(out), readdirSync(folder)]).toEqual([news, ['out']])
  })

  test('in whatever order files come, it is the same tree, the same changes, and files that are the same stay the same files', () => {
    const news = expected(before, after)
    for (const files of [after.files, after.files.toReversed()]) {
      rmSync(out, { recursive: true, force: true })
      write(before)
      addOwn(out)
      const { ino } = statSync(join(out, 'hosts/10.0.0.1/pg/same'))
      const writer = open()
      for (const each of files) writer.add(treeFile(each))
      const { changes } = writer.finish([after.manifest.slice(0, 7), after.manifest.slice(7)])
      expect(changes.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
        'different hosts/10.0.0.1/etc/a.conf',
        'extra hosts/10.0.0.1/etc/gone/deep/b',
        'missing hosts/10.0.0.1/pg/new/c',
        'mode hosts/10.0.0.1/pg/script',
        'extra hosts/h-2/etc/a.conf',
        'missing hosts/h-3/etc/a.conf',
        'different manifest.json',
      ])
      expect([shape(out), statSync(join(out, 'hosts/10.0.0.1/pg/same')).ino]).toEqual([news, ino])
    }
  })

  test('abandoned before, among and after its files, it leaves the place as it was and nothing beside it', () => {
    write(before)
    addOwn(out)
    const olds = shape(out)
    const { ctimeMs, ino } = statSync(out)
    for (let count = 0; count <= after.files.length; count++) {
      const writer = open()
      for (const each of after.files.slice(0, count)) writer.add(treeFile(each))
      writer.abandon()
      writer.abandon()
      expect([shape(out), statSync(out).ino, statSync(out).ctimeMs, readdirSync(folder)]).toEqual([olds, ino, ctimeMs, ['out']])
    }
  })

  test('abandoned where nothing was, neither it nor a directory above it is there', () => {
    const writer = open(join(folder, 'x/y/out'))
    writer.add(treeFile(file('h', '/a', 'a')))
    expect(readdirSync(join(folder, 'x/y')).sort()).toEqual(['.out.pgcompile-lock', '.out.pgcompile-new'])
    writer.abandon()
    expect(readdirSync(folder)).toEqual([])
  })

  test('nothing is made beside it as long as no file differs; a manifest in pieces is the same manifest', () => {
    write(before)
    const { ctimeMs } = statSync(out)
    const writer = open()
    for (const each of before.files) {
      writer.add(treeFile(each))
      expect(readdirSync(folder).sort()).toEqual(['.out.pgcompile-lock', 'out'])
    }
    expect(writer.finish([before.manifest.slice(0, 100), before.manifest.slice(100)])).toEqual({ before: true, changes: [] })
    expect([statSync(out).ctimeMs, readdirSync(folder)]).toEqual([ctimeMs, ['out']])
  })

  test.each([
    ['shorter', (text: string) => [text.slice(0, 9)]],
    ['longer', (text: string) => [text, ' ']],
    ['different in its last piece', (text: string) => [text.slice(0, 9), text.slice(9).replace(/"mode":"0644"/, '"mode":"0640"')]],
  ])('a manifest that is %s is a difference', (_, pieces) => {
    write(before)
    const writer = open()
    for (const each of before.files) writer.add(treeFile(each))
    const { changes } = writer.finish(pieces(before.manifest))
    expect(changes).toEqual([{ path: 'manifest.json', kind: 'different', foreign: false, edited: false }])
    expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toBe(pieces(before.manifest).join(''))
  })

  test('a step that fails puts everything back, and abandoning it then does nothing', () => {
    write(before)
    const olds = shape(out)
    const writer = open()
    writer.add(treeFile(file('10.0.0.1', '/etc/x', 'x')))
    expect(() => writer.add(treeFile(file('10.0.0.1', '/etc/x/y', 'y')))).toThrow(/^cannot write .*: .*; what was there is unchanged$/)
    expect([shape(out), readdirSync(folder)]).toEqual([olds, ['out']])
    writer.abandon()
    expect([shape(out), readdirSync(folder)]).toEqual([olds, ['out']])
  })

  test.each([
    ['finished', (writer: TreeWriter) => writer.finish(before.manifest)],
    ['abandoned', (writer: TreeWriter) => writer.abandon()],
    ['failed', (writer: TreeWriter) => expect(() => writer.add({ path: '.', content: '', mode: 0o644 })).toThrow(/what was there is unchanged$/)],
  ])('abandoning what is %s leaves alone who writes it by then', (_, end) => {
    const writer = open()
    end(writer)
    const other = open()
    writer.abandon()
    expect(readdirSync(folder)).toContain('.out.pgcompile-lock')
    other.abandon()
  })

  test('where neither the new tree nor the old one can be put into the place, it is said where the old one is, and the next run puts it back', () => {
    write(before)
    const olds = shape(out)
    const writer = open()
    for (const each of after.files) writer.add(treeFile(each))
    let calls = 0
    const once = (rename: (...args: unknown[]) => unknown) => (from: unknown, to: unknown) => (++calls === 1 ? rename(from, to) : failing('EIO')())
    withOther('renameSync', once, () =>
      expect(() => writer.finish('')).toThrow(
        /: the device reports an error; what was there is whole at .*\/\.out\.pgcompile-old, and the next run puts it back$/,
      ),
    )
    expect(shape(join(folder, '.out.pgcompile-old'))).toEqual(olds)
    open().abandon()
    expect([shape(out), readdirSync(folder)]).toEqual([olds, ['out']])
  })

  test('what somebody puts in the place of a new file meanwhile is kept, and named', () => {
    const news = expected(before, after)
    write(before)
    addOwn(out)
    const writer = open()
    for (const each of after.files) writer.add(treeFile(each))
    mkdirSync(join(out, 'hosts/h-3/etc'), { recursive: true })
    writeFileSync(join(out, 'hosts/h-3/etc/a.conf'), 'mine')
    const said = /: it is written, but (.*\.out\.pgcompile-old\/hosts\/h-3\/etc\/a\.conf) was made meanwhile and has no place in it; move it away$/
    expect(() => writer.finish(after.manifest)).toThrow(said)
    expect([shape(out), readdirSync(folder)]).toEqual([news, ['.out.pgcompile-old', 'out']])
    expect(readFileSync(join(folder, '.out.pgcompile-old/hosts/h-3/etc/a.conf'), 'utf8')).toBe('mine')
  })

  test('where a file can have no second name, what stays is a copy with its mode and time', () => {
    const news = expected(before, after)
    write(before)
    addOwn(out)
    const same = join(out, 'hosts/10.0.0.1/pg/same')
    utimesSync(same, 1, 2)
    const { ino } = statSync(same)
    withOther(
      'linkSync',
      () => failing('EPERM'),
      () => write(after),
    )
    expect(statSync(same).ino).not.toBe(ino)
    expect([statSync(same).mtimeMs, shape(out)]).toEqual([2000, news])
  })

  test.each([0, 0o777])('nobody else can enter it before it is complete, its owner can: under umask %i', (umask) => {
    const former = process.umask(umask)
    try {
      const writer = open()
      writer.add(treeFile(file('h', '/a', 'a')))
      expect(statSync(join(folder, '.out.pgcompile-new')).mode & 0o7777).toBe(0o700)
      writer.abandon()
    } finally {
      process.umask(former)
    }
  })

  test('what stands in the way is named when all files are known, all of it', () => {
    write(before)
    for (const name of ['z', 'b']) writeFileSync(join(out, 'hosts', name), '')
    const olds = shape(out)
    const writer = open()
    for (const host of ['z', 'h-3', 'b']) writer.add(treeFile(file(host, '/a', 'a')))
    expect(() => writer.finish('')).toThrow(/: pgcompile did not write hosts\/b, hosts\/z, which would have to make room; move it away$/)
    expect([shape(out), readdirSync(folder)]).toEqual([olds, ['out']])
  })

  test('of a first tree nobody need keep the list', () => {
    const brief = open(out, true)
    for (const each of after.files) brief.add(treeFile(each))
    expect(brief.finish(after.manifest)).toEqual({ before: false, changes: [expect.objectContaining({ path: 'manifest.json' })] })
    const again = open(out, true)
    for (const each of before.files) again.add(treeFile(each))
    expect(again.finish(before.manifest).changes).toHaveLength(7)
  })
})
