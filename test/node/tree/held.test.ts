import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Held } from '../../../src/node/tree/held.js'
import { placesOf } from '../../../src/node/tree/places.js'
import { withOther } from './faults.js'
import { emptyFolder } from './trees.js'

let folder = ''
beforeEach(() => {
  folder = emptyFolder('held')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const hold = (path: string): Held => new Held(placesOf(join(folder, path), 'write'), { wait: 0 })

describe('what a run holds', () => {
  test('are the directories above, too: given back they stay, released they go', () => {
    hold('a/b/out').give()
    expect(readdirSync(join(folder, 'a/b'))).toEqual([])
    hold('a/x/y/out').release()
    expect(readdirSync(join(folder, 'a'))).toEqual(['b'])
  })

  test('a directory that another run needs by then stays', () => {
    const one = hold('a/b/one')
    const other = hold('a/b/other')
    one.release()
    expect(readdirSync(join(folder, 'a/b'))).toEqual(['.other.pgcompile-lock'])
    other.release()
    expect(existsSync(join(folder, 'a/b'))).toBe(true)
  })

  test('a directory that another run makes at the same moment is no hindrance', () => {
    const twice = (make: (...args: unknown[]) => unknown) => (path: unknown) => {
      make(path)
      return make(path)
    }
    withOther('mkdirSync', twice, () => hold('a/b/out').release())
    expect(readdirSync(join(folder, 'a/b'))).toEqual([])
  })

  test('where it cannot have them it leaves nothing', () => {
    expect(() => hold(`a/b/${'x'.repeat(250)}`)).toThrow(/^cannot write .*: the name is too long/)
    expect(readdirSync(folder)).toEqual([])
  })
})
