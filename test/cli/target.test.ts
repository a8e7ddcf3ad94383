import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { minimal } from '../compile.js'
import { build, pgcompile, readTree } from './run.js'

let cwd: string
beforeAll(() => {
  build()
  cwd = mkdtempSync(join(tmpdir(), 'pgcompile-target-'))
  writeFileSync(join(cwd, 'inventory.yml'), minimal({ all: 'pgcompile_target: el9' }))
}, 60_000)
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

const run = (...args: string[]) => pgcompile(args, { cwd })

test('--target is the variable, and beats the inventory', () => {
  expect(run('inventory.yml', '--target', 'debian-12', '-o', 'option').status).toBe(0)
  expect(run('inventory.yml', '-e', 'pgcompile_target=debian-12', '-o', 'variable').status).toBe(0)
  expect(run('inventory.yml', '-o', 'own').status).toBe(0)
  const texts = (directory: string) => Object.entries(readTree(join(cwd, directory))).map(([path, text]) => [path.replace(directory, ''), text])
  expect(texts('option')).toEqual(texts('variable'))
  expect(texts('own')).not.toEqual(texts('variable'))
})

test('a mistake lists the platforms', () => {
  const { status, stderr } = run('check', 'inventory.yml', '--target', 'debian12')
  expect(status).toBe(1)
  expect(stderr).toContain('Allowed choices are pigsty-4.5, debian-12, debian-13, ubuntu-24.04, el9.')
})

test('what the target cannot do stands at its place in --target or in the inventory', () => {
  const { status, stderr } = run('check', 'inventory.yml', '--target', 'debian-12', '-e', 'pg_version=17')
  expect(status).toBe(1)
  expect(stderr).toContain('<extra-vars>:1:12: error[target-cannot]: pgBackRest 2.45 of debian-12 cannot back up PostgreSQL 17: 2.53.1 is the first that can')
  expect(stderr).toContain('--target:1:18: note[target-adapted]')
})
