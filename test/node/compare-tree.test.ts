import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { compareTree, previewTree } from '../../src/node/compare-tree.js'
import { EnvironmentProblem } from '../../src/node/read.js'
import { placesOf } from '../../src/node/tree/places.js'
import { TreeWriter } from '../../src/node/tree/writer.js'
import { writeTree } from '../../src/node/write-tree.js'
import { addOwn, after, before, emptyFolder, shape } from './tree/trees.js'

let folder = ''
let out = ''
beforeEach(() => {
  folder = emptyFolder('compare')
  out = join(folder, 'out')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function compared(): string[] {
  const first = shape(folder)
  const found = compareTree(out, after.files, after.manifest, { wait: 0 })
  expect(shape(folder)).toEqual(first)
  return found.map(({ kind, path, foreign }) => `${kind} ${path}${foreign ? ' foreign' : ''}`)
}

describe('compareTree', () => {
  test('a tree that is what it should be, with files of the user beside the hosts', () => {
    writeTree(out, after.files, after.manifest)
    writeFileSync(join(out, 'README'), 'x')
    expect(compared()).toEqual([])
  })

  test('no tree: everything is missing', () => {
    expect(compared()).toEqual([...after.files.map(({ host, path }) => `missing hosts/${host}${path}`), 'missing manifest.json'])
  })

  test('another tree, in every way', () => {
    writeTree(out, before.files, before.manifest)
    addOwn(out)
    chmodSync(join(out, 'hosts/10.0.0.1/pg'), 0o700)
    expect(compared()).toEqual([
      'extra hosts/10.0.0.1/.gitkeep foreign',
      'different hosts/10.0.0.1/etc/a.conf',
      'extra hosts/10.0.0.1/etc/gone/deep/b',
      'mode hosts/10.0.0.1/pg/',
      'missing hosts/10.0.0.1/pg/new/c',
      'mode hosts/10.0.0.1/pg/script',
      'extra hosts/h-2/etc/a.conf',
      'missing hosts/h-3/etc/a.conf',
      'different manifest.json',
    ])
  })

  test('a link is not followed', () => {
    writeTree(out, after.files, after.manifest)
    renameSync(join(out, 'hosts/10.0.0.1/pg/same'), join(folder, 'same'))
    symlinkSync(join(folder, 'same'), join(out, 'hosts/10.0.0.1/pg/same'))
    expect(compared()).toEqual(['different hosts/10.0.0.1/pg/same'])
  })

  test('refused: what is not ours, and what a run left that was stopped between two renames', () => {
    mkdirSync(out)
    writeFileSync(join(out, 'x'), 'x')
    expect(compared).toThrow(/cannot compare .*: it is not empty and holds no manifest\.json of pgcompile; name the directory that it wrote$/)
    rmSync(out, { recursive: true })
    writeTree(out, after.files, after.manifest)
    renameSync(out, join(folder, '.out.pgcompile-old'))
    expect(compared).toThrow(EnvironmentProblem)
    expect(compared).toThrow(/a run was stopped as it put the tree into its place; compile once more/)
  })
})

test('what is in the way of a file is no reason not to compare', () => {
  writeTree(out, before.files, before.manifest)
  writeFileSync(join(out, 'hosts/h-3'), 'x')
  expect(compared()).toEqual(expect.arrayContaining(['missing hosts/h-3/etc/a.conf', 'extra hosts/h-3 foreign']))
})

test('nobody looks at a tree while another run writes it', () => {
  writeTree(out, before.files, before.manifest)
  const writer = TreeWriter.open(placesOf(out, 'write'), {})
  for (const look of [compareTree, previewTree])
    expect(() => look(out, before.files, before.manifest, { wait: 0 })).toThrow(/: process \d+ on .* has been writing it since/)
  writer.abandon()
  expect(previewTree(out, before.files, before.manifest, { wait: 0 })).toEqual([])
})

test('previewTree refuses what writeTree refuses, and foresees what it changes', () => {
  writeTree(out, before.files, before.manifest)
  addOwn(out)
  const foreseen = previewTree(out, after.files, after.manifest).filter(({ foreign }) => !foreign)
  mkdirSync(join(out, 'hosts/h-3'))
  writeFileSync(join(out, 'hosts/h-3/etc'), 'x')
  for (const deed of [previewTree, writeTree])
    expect(() => deed(out, after.files, after.manifest)).toThrow(/cannot write .*: pgcompile did not write hosts\/h-3\/etc, which would have to make room/)
  rmSync(join(out, 'hosts/h-3/etc'))
  expect(writeTree(out, after.files, after.manifest).changes).toEqual(foreseen)
})
