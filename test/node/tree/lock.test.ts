import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isDead, isHere, thisProcess } from '../../../src/node/tree/holder.js'
import { lock } from '../../../src/node/tree/lock.js'
import { placesOf } from '../../../src/node/tree/places.js'
import { emptyFolder } from './trees.js'

let folder = ''
let path = ''
beforeEach(() => {
  folder = emptyFolder('lock')
  path = join(folder, '.out.pgcompile-lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ended = String(spawnSync('true').pid)
const me = thisProcess()

function take(wait = 0, notice?: (line: string) => void): () => void {
  return lock(placesOf(join(folder, 'out'), 'write'), { wait, ...(notice && { notice }) })
}

/** This process's words with some of them replaced. */
function altered(words: Record<string, string>): string {
  return Object.entries(words).reduce((text, [name, value]) => text.replace(new RegExp(`\\b${name}=\\S*`), `${name}=${value}`), me)
}

describe('the lock', () => {
  test('says who holds it, and is gone when given back', () => {
    const release = take()
    expect(readlinkSync(path)).toBe(me)
    expect(() => take()).toThrow(new RegExp(`process ${process.pid} on ${hostname()} has been writing it since \\d{4}-.* UTC; try again later`))
    release()
    expect(readdirSync(folder)).toEqual([])
  })

  test.each([
    ['a process that ended', { pid: ended }],
    ['a process whose number another one has by now', { start: '1' }],
    ['a process from before the machine was started again', { boot: 'other', space: '1' }],
  ])('of %s does not block', (_, words) => {
    symlinkSync(altered(words), path)
    take()()
    expect(readdirSync(folder)).toEqual([])
  })

  test.each([
    ['another machine', { host: 'elsewhere', pid: ended }],
    ['another machine of the same name', { machine: 'other', pid: ended, boot: 'other' }],
    ['another container', { space: '1', pid: ended }],
  ])('of %s is named and not broken', (_, words) => {
    symlinkSync(altered(words), path)
    const lines: string[] = []
    expect(() => take(0.1, (line) => lines.push(line))).toThrow(
      new RegExp(`process ${words.pid} on .* has been writing it since .*; if it is gone, remove .*-lock$`),
    )
    expect(lines).toEqual([expect.stringMatching(/^process .* has been writing it since .*; waiting up to 0\.1 s$/)])
    expect(readlinkSync(path)).toBe(altered(words))
  })

  test('of nobody known is not broken; nor is a file in its place', () => {
    symlinkSync('/etc/passwd', path)
    expect(() => take()).toThrow(/somebody has been writing it since .*; if it is gone, remove /)
    rmSync(path)
    writeFileSync(path, '')
    expect(() => take()).toThrow(/\.out\.pgcompile-lock is in the way; move it away$/)
  })

  test('a run that died while it broke the lock of a dead one does not block', () => {
    symlinkSync(altered({ pid: ended }), path)
    let left: string[] = []
    // Each holder of the lock for breaking the one before died in turn.
    for (let depth = 0; depth < 3; depth++) {
      const name = left.at(-1) ?? path
      const next = `${name}.${createHash('sha256').update(readlinkSync(name)).digest('hex').slice(0, 12)}`
      symlinkSync(altered({ pid: ended, start: String(depth + 2) }), next)
      left = [...left, next]
    }
    take()()
    expect(readdirSync(folder)).toEqual([])
  })
})

test('this process is here and alive; what is not known is not taken for dead', () => {
  expect([isHere(me), isDead(me)]).toEqual([true, false])
  expect(isDead(altered({ start: '', boot: '' }))).toBe(false)
  expect([isHere('x'), isDead('x')]).toEqual([false, false])
})
