import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Bug } from '../../src/diagnostics/invariant.js'
import type { EmittedFile } from '../../src/emit/emit.js'
import { writeBundles } from '../../src/node/bundle.js'

const root = mkdtempSync(join(tmpdir(), 'pgcompile-bundles-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function file(path: string, more: Partial<EmittedFile> = {}): EmittedFile {
  const rights = { owner: 'root', group: 'root', mode: '0644', secret: false }
  return { artifact: 'x/y', host: 'a', path, ...rights, component: 'x', impact: { action: 'none' }, text: path, ...more }
}

test('paths of any length and with odd characters, and texts of any size, come back from the real tar', async () => {
  const name = 'n'.repeat(90)
  const paths = [
    '/a',
    `/etc/${name}/${name}`,
    `/etc/${name}/${name}/${name}/${name}`,
    `/${'m'.repeat(240)}`,
    '/etc/-rf',
    '/etc/a b\'"$\\*',
    '/etc/ünïcødé 雪',
    '/z',
  ]
  const files = paths.map((path, index) => file(path, { text: 'é\n'.repeat(index * 1000) }))
  await writeBundles(join(root, 'odd'), files, false)
  const tar = (...args: string[]): string =>
    execFileSync('tar', ['-f', join(root, 'odd/a.tar'), ...args], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } })
  expect(tar('-t', '--quoting-style=literal').trim().split('\n')).toEqual(paths.map((path) => path.slice(1)))
  expect(tar('-xO')).toBe(files.map(({ text }) => text).join(''))
})

test('each host has its own archive and nothing of another one', async () => {
  await writeBundles(join(root, 'hosts'), [file('/x'), file('/y', { host: 'b' })], true)
  const list = (host: string): string => execFileSync('tar', ['-tzf', join(root, 'hosts', `${host}.tar.gz`)], { encoding: 'utf8' })
  expect([list('a'), list('b')]).toEqual(['x\n', 'y\n'])
  expect(JSON.parse(readFileSync(join(root, 'hosts/b.json'), 'utf8')).files.map(({ path }: EmittedFile) => path)).toEqual(['/y'])
})

test.each([{ host: '../a' }, { host: '..' }, { path: '/etc/../../a' }, { path: 'etc/a' }])('%j is a mistake of ours, and nothing is written', async (wrong) => {
  await expect(writeBundles(join(root, 'wrong'), [file('/x', wrong)], false)).rejects.toThrow(Bug)
  expect(existsSync(join(root, 'wrong'))).toBe(false)
})
