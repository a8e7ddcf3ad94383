import { existsSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { EnvironmentProblem } from '../../../src/node/read.js'
import { writeTree } from '../../../src/node/write-tree.js'
import { bury, withFault } from './faults.js'
import { addOwn, after, before, emptyFolder, inodes, shape, type Tree } from './trees.js'

// Thousands of runs: in memory where that can be had.
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
let folder = ''
let out = ''
beforeEach(() => {
  folder = emptyFolder('calls', place)
  out = join(folder, 'out')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write({ files, manifest }: Tree): void {
  writeTree(out, files, manifest, { wait: 0 })
}

/** What a directory holds after `tree` was written into it, whatever was there. */
function expected(tree: Tree, own: boolean): Record<string, string> {
  rmSync(out, { recursive: true, force: true })
  write(tree)
  if (own) addOwn(out)
  return shape(out)
}

function exactly(found: Record<string, string>, choices: readonly Record<string, string>[]): void {
  const equal = choices.find((choice) => JSON.stringify(choice) === JSON.stringify(found))
  if (equal === undefined) expect(found).toEqual(choices.at(-1))
}

describe('a death at every call of the file system', () => {
  test('of a compile over an earlier tree: old or new, and the next run leaves nothing of it', () => {
    const olds = expected(before, true)
    const news = expected(after, true)
    expected(before, true)
    const identity = inodes(out)
    const seen = new Set<string>()
    let calls = 0
    for (let alive = true; alive; calls++) {
      write(before)
      alive = withFault(calls, 'death', () => write(after))
      const aside = !existsSync(out)
      const now = shape(aside ? join(folder, '.out.pgcompile-old') : out)
      exactly(now, [olds, news])
      seen.add(`${aside ? 'aside' : 'there'} ${now['hosts/h-3/etc/a.conf'] === undefined ? 'old' : 'new'}`)
      bury(join(folder, '.out.pgcompile-lock'))
      write(calls % 2 === 0 ? before : after)
      expect(shape(out)).toEqual(calls % 2 === 0 ? olds : news)
      expect([readdirSync(folder), inodes(out)]).toEqual([['out'], identity])
    }
    expect([...seen].sort()).toEqual(['aside old', 'there new', 'there old'])
    expect(calls).toBeGreaterThan(80)
  })

  test('of the first compile: none or the whole', () => {
    const news = expected(after, false)
    for (let alive = true, call = 0; alive; call++) {
      rmSync(out, { recursive: true, force: true })
      alive = withFault(call, 'death', () => write(after))
      if (existsSync(out)) expect(shape(out)).toEqual(news)
      bury(join(folder, '.out.pgcompile-lock'))
      write(after)
      expect(shape(out)).toEqual(news)
      expect(readdirSync(folder)).toEqual(['out'])
    }
  })

  // Steps without a common divisor: most pairs of moments, in seconds instead of minutes.
  test('of the run that heals: what it heals from may be any of them', () => {
    const olds = expected(before, true)
    const news = expected(after, true)
    expected(before, true)
    for (let first = 0, alive = true; alive; first += 5)
      for (let second = 0, again = true; again; second += 7) {
        write(before)
        alive = withFault(first, 'death', () => write(after))
        bury(join(folder, '.out.pgcompile-lock'))
        again = withFault(second, 'death', () => write(after))
        exactly(shape(existsSync(out) ? out : join(folder, '.out.pgcompile-old')), [olds, news])
        for (const name of readdirSync(folder)) if (name.startsWith('.out.pgcompile-lock')) bury(join(folder, name))
        write(before)
        expect([shape(out), readdirSync(folder)]).toEqual([olds, ['out']])
      }
  }, 120_000)
})

describe.each(['ENOSPC', 'EACCES', 'EROFS', 'EMFILE', 'EIO', 'EDQUOT'])('%s at every call of the file system', (code) => {
  test('one sentence, the old tree whole and nothing beside it, or the new one', () => {
    const olds = expected(before, true)
    const news = expected(after, true)
    const results = { failed: 0, written: 0, leftovers: 0 }
    expected(before, true)
    for (let alive = true, call = 0; alive; call++) {
      let problem: unknown
      write(before)
      alive = withFault(call, { code }, () => {
        try {
          write(after)
        } catch (error) {
          problem = error
        }
      })
      if (problem === undefined) {
        expect(shape(out)).toEqual(news)
        results.written++
        expect(readdirSync(folder)).toEqual(['out'])
        continue
      }
      expect(problem).toBeInstanceOf(EnvironmentProblem)
      const { message } = problem as EnvironmentProblem
      expect(message.split('\n')).toHaveLength(1)
      expect(message).toMatch(/^cannot write .*\/out: /)
      expect(message).not.toMatch(/unknown reason/)
      if (message.includes('it is written, but')) {
        expect(shape(out)).toEqual(news)
        results.leftovers++
        bury(join(folder, '.out.pgcompile-lock'))
        continue
      }
      results.failed++
      expect([call, shape(out)]).toEqual([call, olds])
      expect(readdirSync(folder)).toEqual(['out'])
    }
    expect(results.failed).toBeGreaterThan(50)
    expect(results.leftovers).toBeGreaterThan(5)
  })
})
