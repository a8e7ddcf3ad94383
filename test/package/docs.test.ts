import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'pgcompile-docs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the documentation of the library is made without a warning, and has its functions with their examples', () => {
  const { status, stderr } = spawnSync(process.execPath, ['build/docs/docs.mjs', folder], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  for (const name of ['compile', 'check', 'explain', 'access', 'diff', 'writeTree'])
    expect(readFileSync(join(folder, `functions/pgcompile.${name}.html`), 'utf8')).toMatch(/<h4[^>]*>Example/)
  expect(existsSync(join(folder, 'functions/core.compile.html')) || readFileSync(join(folder, 'modules/core.html'), 'utf8').includes('compile')).toBe(true)
}, 180_000)
