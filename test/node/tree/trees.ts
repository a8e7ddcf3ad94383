import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EmittedFile } from '../../../src/emit/emit.js'
import { manifest } from '../../../src/emit/manifest.js'

/** A new directory, by its real path. */
export function emptyFolder(name: string, place = tmpdir()): string {
  return realpathSync(mkdtempSync(join(place, `pgcompile-${name}-`)))
}

export function file(host: string, path: string, text: string, mode = '0644'): EmittedFile {
  const impact = { action: 'none' } as const
  return { artifact: 'test/file', host, path, owner: 'root', group: 'root', mode, secret: false, component: 'test', impact, text }
}

export interface Tree {
  readonly files: readonly EmittedFile[]
  readonly manifest: string
}

export function treeOf(files: readonly EmittedFile[]): Tree {
  return { files, manifest: manifest(files) }
}

/** Two trees with files that only one has, that differ in text, in mode only, and that are the same; hosts and directories come and go. */
export const before = treeOf([
  file('10.0.0.1', '/etc/a.conf', 'a1\n'),
  file('10.0.0.1', '/etc/gone/deep/b', 'b1\n'),
  file('10.0.0.1', '/pg/same', 'same\n', '0600'),
  file('10.0.0.1', '/pg/script', '#!/bin/sh\n', '0644'),
  file('h-2', '/etc/a.conf', 'ä2\n'),
])
export const after = treeOf([
  file('10.0.0.1', '/etc/a.conf', 'a2, which is longer\n', '0640'),
  file('10.0.0.1', '/pg/new/c', 'c\n', '0600'),
  file('10.0.0.1', '/pg/same', 'same\n', '0600'),
  file('10.0.0.1', '/pg/script', '#!/bin/sh\n', '0755'),
  file('h-3', '/etc/a.conf', 'x'.repeat(20_000)),
])

/** A tree of `count` files and one more that is always the same, in as many directories as files go into ten. */
export function crowd(count: number, text = ''): Tree {
  const numbers = Array.from({ length: count }, (_, index) => index)
  return treeOf([
    file('10.0.0.1', '/etc/same', 'same', '0600'),
    ...numbers.map((index) =>
      file(`10.0.0.${1 + (index % 7)}`, `/etc/${index % 10 === 0 ? `d${index}` : 'crowd'}/${index}`, `${text}${index}`.padEnd(index % 3 === 0 ? 4000 : 0)),
    ),
  ])
}

/** What a user put into a tree: path -> text. */
export const own = { README: 'mine\n', '.git/config': 'g\n', '.git/objects/ab': 'o\n', 'hosts/10.0.0.1/.gitkeep': '' }

export function addOwn(root: string): void {
  mkdirSync(join(root, '.git/objects'), { recursive: true })
  for (const [path, text] of Object.entries(own)) writeFileSync(join(root, path), text)
}

/** Path -> mode and text of a file, mode of a directory, text of a link, of everything below a directory. */
export function shape(root: string): Record<string, string> {
  const found: Record<string, string> = {}
  const walk = (folder: string): void => {
    for (const name of readdirSync(join(root, folder)).sort()) {
      const path = folder === '' ? name : `${folder}/${name}`
      const stat = lstatSync(join(root, path))
      const mode = (stat.mode & 0o7777).toString(8)
      if (stat.isSymbolicLink()) found[path] = `-> ${readlinkSync(join(root, path))}`
      else found[path] = stat.isDirectory() ? `${mode} /` : `${mode} ${readFileSync(join(root, path), 'utf8')}`
      if (stat.isDirectory()) walk(path)
    }
  }
  walk('')
  return found
}

/** The inode of each file that a user put into a tree. */
export function inodes(root: string): number[] {
  return Object.keys(own).map((path) => lstatSync(join(root, path)).ino)
}
