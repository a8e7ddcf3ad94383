import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { minimal } from '../compile.js'
import { inline, seal } from '../vault.js'
import { build, pgcompile, readTree } from './run.js'

let cwd: string
beforeAll(() => {
  build()
  cwd = mkdtempSync(join(tmpdir(), 'pgcompile-vault-'))
  writeFileSync(join(cwd, 'right'), 'right\n')
  writeFileSync(join(cwd, 'wrong'), 'wrong\n')
  writeFileSync(join(cwd, 'program'), '#!/bin/sh\necho right\n')
  chmodSync(join(cwd, 'program'), 0o755)
  writeFileSync(join(cwd, 'value.yml'), minimal({ all: `pg_dbsu_password: ${inline(seal('Plain.text.of.it', 'right', 'prod'), 0)}` }))
  mkdirSync(join(cwd, 'site/group_vars'), { recursive: true })
  writeFileSync(join(cwd, 'site/hosts.yml'), minimal({ all: 'pg_dbsu_password: "{{ hidden }}"' }))
  writeFileSync(join(cwd, 'site/group_vars/all.yml'), seal('hidden: Plain.text.of.it\npg_portt: Other.text.of.it\n', 'right'))
}, 60_000)
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

const run = (...args: string[]) => pgcompile(args, { cwd })

test.each(['value.yml', 'site'])('%s: without a password it can be checked, and not be compiled', (inventory) => {
  expect(run('check', inventory)).toMatchObject({ status: 0, stderr: expect.stringContaining('note[value-opaque]') })
  const compiled = run(inventory, '-o', 'none')
  expect(compiled).toMatchObject({ status: 1, stderr: expect.stringContaining('error[value-vault]') })
  expect(compiled.stderr).toContain('--vault-password-file')
})

test.each([
  ['--vault-password-file', 'wrong', 'error[vault-unreadable]'],
  ['--vault-password-file', 'nowhere', 'cannot read the vault password file nowhere: there is no such file'],
  ['--vault-password-file', 'program', 'it is executable, and pgcompile runs no programs'],
  ['--vault-id', 'prod@prompt', 'asks for no passwords'],
])('%s %s', (option, value, message) => {
  for (const args of [['check'], ['-o', 'none']]) {
    const { status, stderr } = run(...args, 'value.yml', option, value)
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(message) })
    expect(stderr).not.toMatch(/\n {4}at |Error:/)
  }
})

test.each([
  ['value.yml', '--vault-id', 'prod@right'],
  ['site', '--vault-password-file', 'right'],
])('%s %s %s: the value is in closed files only, and in no report', (inventory, option, value) => {
  const { status, stdout, stderr } = run(inventory, option, value, '-o', 'out')
  expect({ status, stderr }).toMatchObject({ status: 0 })
  expect(stdout + stderr).not.toContain('text.of.it')
  const tree = Object.entries(readTree(join(cwd, 'out')))
  const holding = tree.filter(([, text]) => text.includes('Plain.text.of.it'))
  expect(holding.length).toBeGreaterThan(0)
  for (const [path, text] of holding) expect(`${path} ${text.split(' ')[0]}`).toMatch(/ 6[04]0$/)
  for (const [path, text] of tree) if (path.endsWith('haproxy.cfg')) expect(text).toMatch(/^640 /)
})

test('places in a file that is encrypted as a whole are those of its text, which is not shown', () => {
  const { stderr } = run('check', 'site', '--vault-password-file', 'right')
  expect(stderr).toContain('site/group_vars/all.yml (decrypted):2:1: warning[parameter-unknown]')
  expect(stderr).not.toContain('text.of.it')
})
