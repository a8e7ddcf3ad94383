import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { writeTree } from '../../../src/node/write-tree.js'
import { bundleChild } from './bundle.js'
import { addOwn, after, before, shape } from './trees.js'

const { folder, child } = bundleChild()
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const isRoot = process.getuid?.() === 0
const canMount = isRoot && spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0

describe.runIf(canMount)('a disk that gets full', () => {
  test('at every page of the new tree: the old tree whole and nothing beside it, until there is room', () => {
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    const mount = 'mount -t tmpfs -o size=512k none "$1" && exec "$2" "$3" full "$1"'
    const results = JSON.parse(execFileSync('unshare', ['-m', 'sh', '-c', mount, 'sh', disk, process.execPath, child], { encoding: 'utf8' }))
    const said = results.map((result: { said: string }) => result.said)
    expect(said.length).toBeGreaterThan(8)
    expect(said.at(-1)).toBe('')
    for (const text of said.slice(0, -1)) expect(text).toMatch(/^cannot write .*\/out: no space left on the device( \(.*\))?; what was there is unchanged$/)

    const out = join(folder, 'out')
    writeTree(out, before.files, before.manifest)
    addOwn(out)
    const olds = shape(out)
    writeTree(out, after.files, after.manifest)
    for (const result of results.slice(0, -1)) expect([result.shape, result.beside]).toEqual([olds, ['ballast', 'out']])
    expect(results.at(-1).shape).toEqual(shape(out))
  })
})

describe.runIf(canMount)('a mount', () => {
  test.each([
    ['the directory itself', 'out', /it is a mount point; name a directory below it$/],
    ['a directory of the tree', 'out/hosts', /out\/hosts is a mount point; unmount it, or name another directory$/],
    ['a file of the tree', 'out/README', /out\/README is a mount point; unmount it, or name another directory$/],
  ])('%s is refused', (_, point, message) => {
    const place = join(folder, 'mount')
    const out = join(place, 'out')
    mkdirSync(place)
    writeTree(out, before.files, before.manifest)
    addOwn(out)
    const first = shape(out)
    const mount = 'mount --bind "$1" "$1" && exec "$2" "$3" once "$4" 0'
    const said = execFileSync('unshare', ['-m', 'sh', '-c', mount, 'sh', join(place, point), process.execPath, child, out], { encoding: 'utf8' })
    expect(said).toMatch(message)
    expect([shape(out), readdirSync(place)]).toEqual([first, ['out']])
    rmSync(place, { recursive: true })
  })
})

describe.runIf(isRoot)('a user without rights', () => {
  const uid = 65_534
  let number = 0

  /** A directory and a tree in it, both of that user, changed by `prepare`; then his attempt to write and to compare. */
  function attempt(prepare: (place: string, out: string) => void): { wrote: string; compared: string; changed: boolean; beside: string[] } {
    const place = join(folder, String(number++))
    const out = join(place, 'out')
    mkdirSync(place)
    writeTree(out, before.files, before.manifest)
    addOwn(out)
    execFileSync('chown', ['-R', `${uid}:${uid}`, place])
    prepare(place, out)
    const first = shape(out)
    const result = JSON.parse(execFileSync(process.execPath, [child, 'user', out, String(uid)], { encoding: 'utf8' }))
    return { ...result, changed: JSON.stringify(shape(out)) !== JSON.stringify(first), beside: readdirSync(place) }
  }

  test('writes his own tree', () => {
    expect(attempt(() => {})).toEqual({ wrote: '', compared: 'differs', changed: true, beside: ['out'] })
  })

  test.each<[string, (place: string, out: string) => void, RegExp]>([
    [
      'the directory above is closed',
      (place) => chmodSync(place, 0o555),
      /permission denied \(.*, in which the new tree is made first\); what was there is unchanged/,
    ],
    [
      'the directory above is of root',
      (place) => chownSync(place, 0, 0),
      /permission denied \(.*, in which the new tree is made first\); what was there is unchanged/,
    ],
    [
      'a directory in the tree is of root',
      (_, out) => chownSync(join(out, 'hosts/h-2'), 0, 0),
      /permission denied \(hosts\/h-2\); what was there is unchanged/,
    ],
    [
      'a secret of the old tree is of root',
      (_, out) => chownSync(join(out, 'hosts/10.0.0.1/pg/same'), 0, 0),
      /permission denied \(hosts\/10\.0\.0\.1\/pg\/same\); what was there is unchanged/,
    ],
    [
      "somebody else's file in the tree cannot be kept his",
      (_, out) => {
        writeFileSync(join(out, 'notes'), 'x', { mode: 0o600 })
        chownSync(join(out, 'notes'), 1, 1)
      },
      /permission denied \(notes\); what was there is unchanged/,
    ],
  ])('%s', (_, prepare, message) => {
    const { wrote, changed, beside } = attempt(prepare)
    expect(wrote).toMatch(message)
    expect([changed, beside]).toEqual([false, ['out']])
  })

  test("root's file that everybody may read is made again, as no link to it can be", () => {
    const { wrote, changed, beside } = attempt((_, out) => chownSync(join(out, 'hosts/10.0.0.1/pg/script'), 0, 0))
    expect({ wrote, changed, beside }).toEqual({ wrote: '', changed: true, beside: ['out'] })
  })
})
