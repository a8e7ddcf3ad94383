import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect } from 'vitest'

/** Whether this run rewrites the goldens (`npm run golden`) instead of comparing with them. */
export const writing = process.env.GOLDEN === 'write'

/** Compares a tree (path -> text) with a golden folder, or rewrites the folder. A file too many on either side fails. */
export function expectGolden(folder: string, tree: ReadonlyMap<string, string>): void {
  if (writing) rewrite(folder, tree)
  expect([...tree.keys()].sort(), `files of ${folder}; npm run golden rewrites it`).toEqual(list(folder))
  for (const [path, text] of tree) expect(text, `${join(folder, path)}; npm run golden rewrites it`).toBe(readFileSync(join(folder, path), 'utf8'))
}

function rewrite(folder: string, tree: ReadonlyMap<string, string>): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [path, text] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

function list(root: string, folder = root): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? list(root, join(folder, entry.name)) : [relative(root, join(folder, entry.name))]))
    .sort()
}

/** The same for a single file. */
export function expectGoldenFile(path: string, text: string): void {
  if (writing) writeFileSync(path, text)
  expect(text, `${path}; npm run golden rewrites it`).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '')
}
