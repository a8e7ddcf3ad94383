import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { InventoryTree } from '../../src/inventory/input.js'
import { readExtraVariables, readInventoryFiles } from '../../src/node/read-inventory.js'
import { resolveInputs } from '../inventory/resolve.js'

const root = mkdtempSync(join(tmpdir(), 'pgcompile-read-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folder = ''
let number = 0
beforeEach(() => {
  folder = join(root, String(number++))
  mkdirSync(folder)
})

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

function read(path: string): InventoryTree {
  const input = readInventoryFiles(join(folder, path))
  if (!('files' in input)) throw new Error('a text alone')
  return input
}

const paths = (tree: InventoryTree): string[] => tree.files.map(({ path }) => path)

describe('an inventory file', () => {
  test('comes with group_vars and host_vars beside it, and nothing else', () => {
    write({
      'hosts.yml': '',
      'other.yml': '',
      'group_vars/all.yml': '',
      'group_vars/a/b.yml': '',
      'group_vars/a/.c': '',
      'group_vars/a/d.txt': '',
      'host_vars/10.0.0.1': '',
    })
    mkdirSync(join(folder, 'group_vars/empty'))
    const tree = read('hosts.yml')
    expect([tree.entry, tree.directory]).toEqual(['hosts.yml', folder])
    expect(paths(tree)).toEqual(['hosts.yml', 'group_vars/a/b.yml', 'group_vars/all.yml', 'host_vars/10.0.0.1'])
    expect(tree.directories).toEqual(['group_vars/a', 'group_vars/empty'])
    expect(tree.files.map(({ source }) => source.name)[2]).toBe(join(folder, 'group_vars/all.yml'))
  })

  test('a script is reported and not run, whatever it is called', () => {
    write({ 'inv.yml': `#!/bin/sh\ntouch ${folder}/ran\n` })
    chmodSync(join(folder, 'inv.yml'), 0o755)
    expect(resolveInputs([read('inv.yml')]).found.map(({ code }) => code)).toEqual(['inventory-dynamic'])
    expect(() => read('ran')).toThrow('there is no such file')
  })

  test('that can be executed and is no script is read, as on a file system without modes', () => {
    write({ 'hosts.yml': 'g: { hosts: { h: } }' })
    chmodSync(join(folder, 'hosts.yml'), 0o755)
    expect(resolveInputs([read('hosts.yml')]).inventory?.hosts.size).toBe(1)
  })

  test('a pipe has nothing beside it', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    spawn('sh', ['-c', 'echo "g: { hosts: { h: } }" > "$0"', join(folder, 'pipe')], { stdio: 'ignore' })
    expect(readInventoryFiles(join(folder, 'pipe'))).toMatchObject({ text: 'g: { hosts: { h: } }\n' })
  })
})

describe('a directory', () => {
  test('is read with all that is below, but what Ansible passes over', () => {
    write({
      'b/x.yml': '',
      'a.yml': '',
      'c.ini': '',
      '.d.yml': '',
      'e.yml~': '',
      'README.md': '',
      'b/group_vars/all.yml': '',
      'group_vars/all.yml': '',
      'vars_plugins/p.py': '',
      'old.bak/h': '',
    })
    const tree = read('')
    expect(tree.entry).toBeUndefined()
    expect(paths(tree)).toEqual(['a.yml', 'b/x.yml', 'group_vars/all.yml'])
  })

  test('links are followed, but not in a circle', () => {
    write({ 'real/h.yml': '', 'inv/a.yml': '' })
    symlinkSync('../real', join(folder, 'inv/linked'))
    expect(paths(read('inv'))).toEqual(['a.yml', 'linked/h.yml'])
    symlinkSync('.', join(folder, 'inv/self'))
    expect(() => read('inv')).toThrow('its links lead in a circle')
  })

  test('a link to nowhere and a file that is no text stop the run', () => {
    symlinkSync('nowhere', join(folder, 'lost.yml'))
    expect(() => read('')).toThrow(/cannot read .*lost\.yml: there is no such file/)
    rmSync(join(folder, 'lost.yml'))
    writeFileSync(join(folder, 'binary'), Buffer.from([0x7f, 0x45, 0xff]))
    expect(() => read('')).toThrow(/cannot read .*binary: it is not UTF-8 text/)
  })
})

test('a list of hosts is no inventory', () => {
  expect(() => readInventoryFiles('10.0.0.1,10.0.0.2,')).toThrow('a list of hosts says too little')
})

describe('extra variables', () => {
  test('texts have a name that says where they stand, files their own', () => {
    write({ 'e.yml': 'x: 1' })
    const found = readExtraVariables(['a=1', `@${join(folder, 'e.yml')}`, '{"b": 2}'])
    expect(found.map(({ source, form }) => [source.name, form, source.text])).toEqual([
      ['<extra-vars>', 'argument', 'a=1'],
      [join(folder, 'e.yml'), 'file', 'x: 1'],
      ['<extra-vars 3>', 'argument', '{"b": 2}'],
    ])
  })

  test.each([
    ['@', 'names no file'],
    ['@/nowhere.yml', 'cannot read /nowhere.yml: there is no such file'],
  ])('%s', (value, message) => {
    expect(() => readExtraVariables([value])).toThrow(message)
  })
})
