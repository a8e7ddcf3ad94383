import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { EnvironmentProblem, readSource, reason } from '../../src/node/read.js'

const folder = mkdtempSync(join(tmpdir(), 'pgcompile-read-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('readSource', () => {
  test('the name is the path as given, the text is not touched', () => {
    writeFileSync(join(folder, 'a.yml'), '\ufeffä: 1\r\n')
    const { name, text } = readSource(`${folder}/./a.yml`)
    expect([name, text]).toEqual([`${folder}/./a.yml`, '\ufeffä: 1\r\n'])
  })

  test.each([
    ['missing.yml', /there is no such file/],
    ['.', /it is a directory; name the inventory file in it/],
    ['latin1.yml/x', /a part of the path is a file/],
    ['latin1.yml', /it is not UTF-8 text/],
  ])('%s', (name, message) => {
    writeFileSync(join(folder, 'latin1.yml'), Buffer.from([0x61, 0x3a, 0x20, 0xe4, 0x0a]))
    expect(() => readSource(join(folder, name))).toThrow(EnvironmentProblem)
    expect(() => readSource(join(folder, name))).toThrow(message)
  })
})

test('a system error in words', () => {
  expect(reason(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toBe('no space left on the device')
  expect(reason(Object.assign(new Error('x'), { code: 'EXFULL' }))).toBe('system error EXFULL')
  expect(reason('x')).toBe('unknown reason')
})
