import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compile } from '../../src/compile.js'
import { Sink } from '../../src/diagnostics/sink.js'
import { EnvironmentProblem } from '../../src/node/read.js'
import { decryptWith, readVaultId, readVaultPassword } from '../../src/node/vault.js'
import { Source } from '../../src/source/source.js'
import { Span } from '../../src/source/span.js'
import { openVault, readEnvelope } from '../../src/syntax/vault.js'
import { compileText, minimal } from '../compile.js'
import { inline, seal } from '../vault.js'

const missing = spawnSync('ansible-vault', ['--version']).status !== 0
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pgcompile-vault-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, text: string, mode = 0o600): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}

function open(text: string, ...passwords: string[]): string {
  const sink = new Sink()
  const decrypt = decryptWith(passwords.map((password) => ({ password: Buffer.from(password) })))
  return (
    openVault(text, new Span(new Source('x', text), 0, 0), sink, decrypt) ??
    sink
      .list()
      .map(({ message }) => message)
      .join()
  )
}

describe.skipIf(missing)('what the real ansible-vault makes', () => {
  const environment = () => ({ PATH: process.env.PATH, HOME: folder, LC_ALL: 'C.UTF-8' })
  const run = (args: readonly string[], input = ''): string => execFileSync('ansible-vault', args, { cwd: folder, env: environment(), input }).toString()

  test('inline values of several ids and whole files compile to what the same in clear does', { timeout: 60_000 }, () => {
    const clear = minimal()
    const passwords = { prod: file('prod', 'the first\n'), dba: file('dba', '  second: "ü"\n\n') }
    const admin = run(['encrypt_string', '--vault-id', `prod@${passwords.prod}`, '--stdin-name', 'pg_admin_password'], 'Secret.Admin')
    const monitor = run(['encrypt_string', '--vault-password-file', passwords.dba, '--stdin-name', 'pg_monitor_password'], 'Secret.Monitor')
    expect(admin).toContain('$ANSIBLE_VAULT;1.2;AES256;prod')
    expect(monitor).toContain('$ANSIBLE_VAULT;1.1;AES256')
    const deeper = (text: string): string => text.trimEnd().replace(/^/gm, '    ')
    const text = clear.replace(/^ *pg_admin_password: .*$/m, deeper(admin)).replace(/^ *pg_monitor_password: .*$/m, deeper(monitor))
    const facts = file('facts.yml', "'*': { node_cpu: 8, node_mem_mb: 32768 }\n")
    const known = readFileSync(facts, 'utf8')
    run(['encrypt', '--vault-id', `dba@${passwords.dba}`, '--encrypt-vault-id', 'dba', facts])
    const whole = file('whole.yml', text)
    run(['encrypt', '--vault-id', `prod@${passwords.prod}`, '--encrypt-vault-id', 'prod', whole])
    expect(readFileSync(whole, 'utf8')).toMatch(/^\$ANSIBLE_VAULT;1\.2;AES256;prod\n/)

    const decrypt = decryptWith([readVaultId(`prod@${passwords.prod}`), readVaultPassword(passwords.dba)])
    const expected = compile({ inventories: [new Source('i.yml', clear)], facts: [new Source('f.yml', known)] })
    for (const inventory of [text, readFileSync(whole, 'utf8')]) {
      const compiled = compile({ inventories: [new Source('i.yml', inventory)], facts: [new Source('f.yml', readFileSync(facts, 'utf8'))], decrypt })
      expect(compiled.manifest).toBe(expected.manifest)
      expect(compiled.files.length).toBeGreaterThan(0)
      expect(compiled.files.map((each) => each.text)).toEqual(expected.files.map((each) => each.text))
    }
  })

  test.each(['', 'x', '0123456789abcdef', 'ü漢😀', 'a\nb: |\n  c\n', ' blanks ', '\'"#%$\\', 'x'.repeat(5000)])('%j', { timeout: 20_000 }, (text) => {
    const password = file('password', 'p w\n')
    const plain = file('plain', text)
    run(['encrypt', '--vault-password-file', password, plain])
    expect(open(readFileSync(plain, 'utf8'), 'p w')).toBe(text)
  })

  test('and it reads what the tests make', { timeout: 20_000 }, () => {
    const password = file('password', 'p w\n')
    const path = file('ours', seal('hunter2\n', 'p w', 'prod'))
    expect(run(['view', '--vault-password-file', password, path])).toBe('hunter2\n')
  })
})

describe('a vault that cannot be opened', () => {
  const vault = seal('hunter2', 'right', 'prod')
  const envelope = readEnvelope(vault)
  if (typeof envelope === 'string') throw new Error(envelope)
  const changed = (change: (bytes: Uint8Array) => void, part: 'salt' | 'hmac' | 'ciphertext'): unknown => {
    const bytes = Uint8Array.from(envelope[part])
    change(bytes)
    return decryptWith([{ password: Buffer.from('right') }])({ ...envelope, [part]: bytes })
  }

  test('with a wrong password, and with several', () => {
    expect(open(vault, 'right')).toBe('hunter2')
    expect(open(vault, 'wrong', 'right')).toBe('hunter2')
    expect(open(vault, 'wrong')).toBe('this vault of the id `prod` is damaged, or the given password is not the one that it was encrypted with')
    expect(open(vault, 'wrong', '')).toMatch(/none of the 2 given passwords is the one/)
  })

  test.each(['salt', 'hmac', 'ciphertext'] as const)('with one bit of its %s changed', (part) => {
    const flip = (bytes: Uint8Array): void => {
      bytes[7] = (bytes[7] ?? 0) ^ 1
    }
    expect(changed(flip, part)).toMatchObject({ problem: expect.stringContaining('is damaged, or the given password') })
  })

  test('is an error at its place, never a stack, and yields no file', () => {
    const text = minimal({ all: `pg_dbsu_password: ${inline(vault, 0)}` })
    const { diagnostics, files } = compile({ inventories: [new Source('i.yml', text)], decrypt: decryptWith([{ password: Buffer.from('wrong') }]) })
    const line = text.split('\n').findIndex((each) => each.includes('!vault')) + 1
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ at, code }) => `${at.from.line} ${code}`)).toEqual([`${line} vault-unreadable`])
    expect(files).toEqual([])
    expect(compileText(text).codes).toContain('value-vault')
  })
})

describe('password files', () => {
  const problem = (run: () => unknown): string => {
    try {
      run()
    } catch (error) {
      if (error instanceof EnvironmentProblem) return error.message
      throw error
    }
    return 'none'
  }
  const password = (path: string): string => Buffer.from(readVaultPassword(path).password).toString()

  test('are read without blanks at both ends', () => {
    expect(password(file('p', ' \t a b\r\n\n'))).toBe('a b')
  })

  test.each<[string, () => string, RegExp]>([
    ['one that is not there', () => join(folder, 'nowhere'), /nowhere: there is no such file/],
    ['a directory', () => folder, /it is a directory/],
    ['an empty one', () => file('p', '\n'), /it is empty/],
    ['an encrypted one', () => file('p', seal('x', 'y')), /it is encrypted itself/],
    ['a program', () => file('p.sh', '#!/bin/sh\ntouch ran\n', 0o755), /it is executable, and pgcompile runs no programs/],
  ])('%s', (_, path, message) => {
    expect(problem(() => readVaultPassword(path()))).toMatch(message)
  })

  test('--vault-id', () => {
    const path = file('p@q', 'x')
    expect(readVaultId(`prod@${path}`)).toMatchObject({ label: 'prod' })
    expect(readVaultId(`@${path}`)).not.toHaveProperty('label')
    expect(problem(() => readVaultId('prod@prompt'))).toMatch(/asks for no passwords/)
    expect(problem(() => readVaultId('prod@'))).toMatch(/names no file/)
  })
})

test('a key is derived once for each salt and password', () => {
  const vault = seal('hunter2', 'right')
  const decrypt = decryptWith([{ password: Buffer.from('right') }])
  const envelope = readEnvelope(vault)
  if (typeof envelope === 'string') throw new Error(envelope)
  const begin = performance.now()
  for (let time = 0; time < 2000; time++) decrypt(envelope)
  // Deriving it 2000 times would take ten seconds and more.
  expect(performance.now() - begin).toBeLessThan(3000)
})
